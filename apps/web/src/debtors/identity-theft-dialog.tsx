import { disputeEndpoints, type DebtorDetail } from "@fairflow/contract";
import { TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { AccountField } from "../agreements/account-field.tsx";
import { call } from "../server/call.ts";
import { RecordDialog } from "./record-dialog.tsx";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface IdentityTheftDialogProps {
  readonly debtor: DebtorDetail;
  readonly onClose: () => void;
}

/** Somebody says that another took on the debt in their name. */
export function IdentityTheftDialog({ debtor, onClose }: IdentityTheftDialogProps) {
  const [accountId, setAccountId] = useState(debtor.accounts[0]?.id ?? "");
  const [affidavitBy, setAffidavitBy] = useState("");
  const [caseNumber, setCaseNumber] = useState("");
  const refresh = useRefreshDebtor();
  const claim = useMutation({
    mutationFn: () =>
      call(disputeEndpoints.claimIdentityTheft, {
        params: { id: debtor.id },
        body: {
          accountId,
          affidavitBy,
          ...(caseNumber.trim() === "" ? {} : { caseNumber: caseNumber.trim() }),
        },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("Nothing is asked for on this account any more");
      onClose();
    },
  });
  return (
    <RecordDialog
      title="Somebody used their identity"
      description="Nothing is asked for on the account while it is looked into. A task asks after the affidavit where it does not come."
      action="Stop what is asked for"
      missing={affidavitBy === "" ? "Say by when the affidavit is to come" : undefined}
      isPending={claim.isPending}
      error={claim.error}
      onRecord={() => claim.mutate()}
      onClose={onClose}
    >
      <AccountField debtor={debtor} value={accountId} onChange={setAccountId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Affidavit expected by"
          type="date"
          value={affidavitBy}
          onChange={({ target }) => setAffidavitBy(target.value)}
        />
        <TextField
          label="Case number of the police"
          maxLength={80}
          value={caseNumber}
          onChange={({ target }) => setCaseNumber(target.value)}
        />
      </div>
    </RecordDialog>
  );
}
