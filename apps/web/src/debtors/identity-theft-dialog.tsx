import { disputeEndpoints, type DebtorDetail } from "@fairflow/contract";
import { DateField, TextField } from "@fairflow/ui";
import { useState } from "react";
import { AccountField } from "../agreements/account-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { useRecording } from "./use-recording.ts";

export interface IdentityTheftDialogProps {
  readonly debtor: DebtorDetail;
  readonly onClose: () => void;
}

/** Somebody says that another took on the debt in their name. */
export function IdentityTheftDialog({ debtor, onClose }: IdentityTheftDialogProps) {
  const [accountId, setAccountId] = useState(debtor.accounts[0]?.id ?? "");
  const [affidavitBy, setAffidavitBy] = useState("");
  const [caseNumber, setCaseNumber] = useState("");
  const recording = useRecording({
    record: () =>
      call(disputeEndpoints.claimIdentityTheft, {
        params: { id: debtor.id },
        body: {
          accountId,
          affidavitBy,
          ...(caseNumber.trim() === "" ? {} : { caseNumber: caseNumber.trim() }),
        },
      }),
    said: () => "Nothing is asked for on this account any more",
    onClose,
  });
  return (
    <FormDialog
      title="Somebody used their identity"
      description="Nothing is asked for on the account while it is looked into. A task asks after the affidavit where it does not come."
      action="Stop what is asked for"
      missing={affidavitBy === "" ? "Say by when the affidavit is to come" : undefined}
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <AccountField debtor={debtor} value={accountId} onChange={setAccountId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField label="Affidavit expected by" value={affidavitBy} onChange={setAffidavitBy} />
        <TextField
          label="Case number of the police"
          maxLength={80}
          value={caseNumber}
          onChange={({ target }) => setCaseNumber(target.value)}
        />
      </div>
    </FormDialog>
  );
}
