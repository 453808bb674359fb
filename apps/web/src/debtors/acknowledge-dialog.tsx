import { endpoints, type DebtorDetail } from "@fairflow/contract";
import { DateField, SelectField } from "@fairflow/ui";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { formatDate } from "../server/format.ts";
import { ActField } from "./act-field.tsx";
import type { Act } from "./debtor-act.ts";
import { DocumentField } from "./document-field.tsx";
import { useRecording } from "./use-recording.ts";

export interface AcknowledgeDialogProps {
  readonly debtor: DebtorDetail;
  readonly onClose: () => void;
}

/** The debtor acknowledged a debt: when, how, and what shows it. */
export function AcknowledgeDialog({ debtor, onClose }: AcknowledgeDialogProps) {
  const only = debtor.accounts.length === 1 ? debtor.accounts[0]?.id : undefined;
  const [accountId, setAccountId] = useState(only ?? "");
  const [day, setDay] = useState("");
  const [how, setHow] = useState<Act>("letter");
  const [document, setDocument] = useState("");
  const recording = useRecording({
    record: () =>
      call(endpoints.acknowledgeDebt, {
        params: { id: debtor.id },
        body: { accountId, acknowledgedOn: day, how, document: document.trim() },
      }),
    said: ({ countsFrom }) => countedWords(day, countsFrom),
    onClose,
  });
  return (
    <FormDialog
      title="Record an acknowledgement of debt"
      description="Where the law says so, the time after which a debt is too old begins anew. Some places count only what is in writing."
      action="Record it"
      missing={
        accountId === ""
          ? "Say which debt"
          : day === ""
            ? "Say when it was"
            : document.trim() === ""
              ? "Say which document shows it"
              : undefined
      }
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <SelectField
        label="Which debt"
        value={accountId}
        placeholder="Choose"
        options={debtor.accounts.map(({ id, reference }) => ({ value: id, label: reference }))}
        onChange={setAccountId}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField label="When" value={day} onChange={setDay} />
        <ActField label="How" value={how} onChange={setHow} />
      </div>
      <DocumentField placeholder="aod-2026/114" value={document} onChange={setDocument} />
    </FormDialog>
  );
}

/** @param countsFrom the latest acknowledgement of this debt that counts */
function countedWords(day: string, countsFrom: string | null): string {
  if (countsFrom === day) return `The time counts anew from ${formatDate(day)}`;
  return countsFrom === null
    ? "It is on record, but the law here counts only what is in writing"
    : `It is on record; the time still counts from ${formatDate(countsFrom)}`;
}
