import { Channel, Purpose } from "@fairflow/compliance";
import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { OneOrAllField } from "@fairflow/ui";
import { useState } from "react";
import { channelNames, purposeNames } from "../compliance/gate-words.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { call } from "../server/call.ts";
import type { ConsentRule } from "./consent.ts";
import type { Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { SaidFields } from "./said-fields.tsx";
import { startOfDay } from "./start-of-day.ts";
import { useRecording } from "./use-recording.ts";

export interface RecordConsentDialogProps {
  readonly debtor: DebtorDetail;
  readonly rules: readonly ConsentRule[];
  readonly onClose: () => void;
}

/** A yes that the debtor gave: how, when, to what, and what shows it. */
export function RecordConsentDialog({ debtor, rules, onClose }: RecordConsentDialogProps) {
  const [channel, setChannel] = useState<Channel | undefined>();
  const [addressId, setAddressId] = useState<string | undefined>();
  const [purpose, setPurpose] = useState<Purpose | undefined>();
  const [rule, setRule] = useState<string | undefined>();
  const [how, setHow] = useState<Act>("page");
  const [day, setDay] = useState("");
  const [evidence, setEvidence] = useState("");
  const nowMs = useFrame()?.clock.nowMs;
  const givenAtMs = day === "" ? nowMs : startOfDay(day, debtor.zone);
  const recording = useRecording({
    record: (atMs: number) =>
      call(endpoints.recordConsent, {
        params: { id: debtor.id },
        body: {
          channel: channel ?? null,
          addressId: addressId ?? null,
          purpose: purpose ?? null,
          rule: rule ?? null,
          how,
          givenAtMs: atMs,
          evidence: evidence.trim(),
        },
      }),
    said: ({ isNew }) =>
      isNew ? "The consent is on record" : "That consent was on record already",
    onClose,
  });
  return (
    <FormDialog
      title="Record a consent"
      description="Only what the debtor said yes to themselves. It opens what rules about consent keep shut; hours, caps and holds stay."
      action="Record it"
      missing={
        evidence.trim() === ""
          ? "Say which document shows it"
          : givenAtMs === undefined
            ? "Say when they said it"
            : undefined
      }
      saving={recording}
      onSave={() => {
        if (givenAtMs !== undefined) recording.mutate(givenAtMs);
      }}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <OneOrAllField
          label="Channel"
          all="Every channel"
          value={channel}
          options={Channel.options.map((value) => ({ value, label: channelNames[value] }))}
          onChange={setChannel}
        />
        <OneOrAllField
          label="Address"
          all="All their addresses"
          value={addressId}
          options={debtor.addresses.map(({ id, text }) => ({ value: id, label: text }))}
          onChange={setAddressId}
        />
      </div>
      <OneOrAllField
        label="For what"
        all="Everything but marketing"
        value={purpose}
        options={Purpose.options.map((value) => ({ value, label: purposeNames[value] }))}
        onChange={setPurpose}
      />
      <OneOrAllField
        label="For which rule"
        all="Every rule that asks for a consent"
        hint={rules.find(({ id }) => id === rule)?.asksFor}
        value={rule}
        options={rules.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={setRule}
      />
      <SaidFields how={how} onHow={setHow} day={day} onDay={setDay} />
      <DocumentField placeholder="form-2026/114" value={evidence} onChange={setEvidence} />
    </FormDialog>
  );
}
