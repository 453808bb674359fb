import { Channel } from "@fairflow/compliance";
import { endpoints, type DebtorDetail, type OutputOf } from "@fairflow/contract";
import { DateField, SelectField } from "@fairflow/ui";
import { useState } from "react";
import { channelNames } from "../compliance/gate-words.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { AccountsField } from "./accounts-field.tsx";
import { DocumentField } from "./document-field.tsx";
import { useRecording } from "./use-recording.ts";

export interface ServedNoticeDialogProps {
  readonly debtor: DebtorDetail;
  readonly kinds: OutputOf<(typeof endpoints)["debtorNotices"]>["kinds"];
  readonly onClose: () => void;
}

const NOT_SAID = "not-said";

/** A notice that the law requires and that went out elsewhere: the days of legal steps count from it. */
export function ServedNoticeDialog({ debtor, kinds, onClose }: ServedNoticeDialogProps) {
  const [notice, setNotice] = useState("");
  const [accountId, setAccountId] = useState<string | undefined>();
  const [channel, setChannel] = useState(NOT_SAID);
  const [sentOn, setSentOn] = useState("");
  const [deliveredOn, setDeliveredOn] = useState("");
  const [servedOn, setServedOn] = useState("");
  const [proof, setProof] = useState("");
  const kind = kinds.find(({ id }) => id === notice);
  const lawful = kind?.channels ?? [];
  const arrived = deliveredOn !== "" || servedOn !== "";
  const recording = useRecording({
    record: () =>
      call(endpoints.recordServedNotice, {
        params: { id: debtor.id },
        body: {
          notice,
          accountId: accountId ?? null,
          channel: Channel.safeParse(channel).data,
          sentOn: sentOn || undefined,
          deliveredOn: deliveredOn || undefined,
          servedOn: servedOn || undefined,
          proof: proof.trim() || undefined,
        },
      }),
    said: ({ isNew }) => (isNew ? "The notice is on record" : "That notice was on record already"),
    onClose,
  });
  return (
    <FormDialog
      title="Record a notice"
      description="One that was given outside: by an attorney, a sheriff, or before the account came here. The days that the law gives count from it."
      action="Record it"
      missing={
        notice === ""
          ? "Say which notice it was"
          : sentOn === "" && !arrived
            ? "Say when it was sent, delivered or served"
            : arrived && proof.trim() === ""
              ? "Say what shows that it arrived"
              : undefined
      }
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <SelectField
        label="Which notice"
        value={notice}
        placeholder="Choose"
        hint={kind === undefined || kind.days === "" ? undefined : `Its days: ${kind.days}.`}
        options={kinds.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={setNotice}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <AccountsField debtor={debtor} value={accountId} onChange={setAccountId} />
        <SelectField
          label="How it was given"
          value={channel}
          options={[
            { value: NOT_SAID, label: "Not said" },
            ...(lawful.length === 0 ? Channel.options : lawful).map((value) => ({
              value,
              label: channelNames[value],
            })),
          ]}
          onChange={setChannel}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <DateField label="Sent on" value={sentOn} onChange={setSentOn} />
        <DateField label="Delivered on" value={deliveredOn} onChange={setDeliveredOn} />
        <DateField label="Served on" value={servedOn} onChange={setServedOn} />
      </div>
      <DocumentField placeholder="RD123456789ZA" value={proof} onChange={setProof} />
    </FormDialog>
  );
}
