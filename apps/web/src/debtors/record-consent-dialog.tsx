import { Channel, Purpose } from "@fairflow/compliance";
import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { channelNames, purposeNames } from "../compliance/gate-words.ts";
import { useFrame } from "../frame/use-frame.ts";
import { call } from "../server/call.ts";
import type { ConsentRule } from "./consent.ts";
import { acts, actOf, type Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { startOfDay } from "./start-of-day.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface RecordConsentDialogProps {
  readonly debtor: DebtorDetail;
  readonly rules: readonly ConsentRule[];
  readonly onClose: () => void;
}

const ANY = "any";

/** A yes that the debtor gave: how, when, to what, and what shows it. */
export function RecordConsentDialog({ debtor, rules, onClose }: RecordConsentDialogProps) {
  const [channel, setChannel] = useState(ANY);
  const [addressId, setAddressId] = useState(ANY);
  const [purpose, setPurpose] = useState(ANY);
  const [rule, setRule] = useState(ANY);
  const [how, setHow] = useState<Act>("page");
  const [day, setDay] = useState("");
  const [evidence, setEvidence] = useState("");
  const nowMs = useFrame()?.clock.nowMs;
  const refresh = useRefreshDebtor();
  const givenAtMs = day === "" ? nowMs : startOfDay(day, debtor.zone);
  const record = useMutation({
    mutationFn: (atMs: number) =>
      call(endpoints.recordConsent, {
        params: { id: debtor.id },
        body: {
          channel: Channel.safeParse(channel).data ?? null,
          addressId: addressId === ANY ? null : addressId,
          purpose: Purpose.safeParse(purpose).data ?? null,
          rule: rule === ANY ? null : rule,
          how,
          givenAtMs: atMs,
          evidence: evidence.trim(),
        },
      }),
    onSuccess: async ({ isNew }) => {
      await refresh();
      toast.success(isNew ? "The consent is on record" : "That consent was on record already");
      onClose();
    },
  });
  return (
    <RecordDialog
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
      isPending={record.isPending}
      error={record.error}
      onRecord={() => {
        if (givenAtMs !== undefined) record.mutate(givenAtMs);
      }}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Channel"
          value={channel}
          options={[
            { value: ANY, label: "Every channel" },
            ...Channel.options.map((value) => ({ value, label: channelNames[value] })),
          ]}
          onChange={setChannel}
        />
        <SelectField
          label="Address"
          value={addressId}
          options={[
            { value: ANY, label: "All their addresses" },
            ...debtor.addresses.map(({ id, text }) => ({ value: id, label: text })),
          ]}
          onChange={setAddressId}
        />
      </div>
      <SelectField
        label="For what"
        value={purpose}
        options={[
          { value: ANY, label: "Everything but marketing" },
          ...Purpose.options.map((value) => ({ value, label: purposeNames[value] })),
        ]}
        onChange={setPurpose}
      />
      <SelectField
        label="For which rule"
        value={rule}
        hint={rules.find(({ id }) => id === rule)?.asksFor}
        options={[
          { value: ANY, label: "Every rule that asks for a consent" },
          ...rules.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={setRule}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="How they said it"
          value={how}
          options={acts}
          onChange={(value) => setHow(actOf(value, "page"))}
        />
        <TextField
          label="When they said it"
          type="date"
          hint="Empty: just now"
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
      </div>
      <DocumentField placeholder="form-2026/114" value={evidence} onChange={setEvidence} />
    </RecordDialog>
  );
}
