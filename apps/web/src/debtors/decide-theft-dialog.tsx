import { disputeEndpoints } from "@fairflow/contract";
import { SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { RecordDialog } from "./record-dialog.tsx";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface DecideTheftDialogProps {
  readonly holdId: string;
  readonly onClose: () => void;
}

/** Whether it is shown that another took on the debt. */
export function DecideTheftDialog({ holdId, onClose }: DecideTheftDialogProps) {
  const [outcome, setOutcome] = useState("");
  const [evidence, setEvidence] = useState("");
  const refresh = useRefreshDebtor();
  const decide = useMutation({
    mutationFn: () =>
      call(disputeEndpoints.decideIdentityTheft, {
        params: { id: holdId },
        body: { confirmed: outcome === "confirmed", evidence: evidence.trim() },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("Decided");
      onClose();
    },
  });
  return (
    <RecordDialog
      title="Is it another’s debt?"
      description="Where it is shown, the account is closed for this person and every flow lets go of it. Where it is not, demands go on."
      action="Decide"
      missing={
        outcome === ""
          ? "Say what was found"
          : evidence.trim() === ""
            ? "Say what shows it"
            : undefined
      }
      isPending={decide.isPending}
      error={decide.error}
      onRecord={() => decide.mutate()}
      onClose={onClose}
    >
      <SelectField
        label="What was found"
        value={outcome}
        placeholder="Choose"
        options={[
          { value: "confirmed", label: "It is shown: another took it on" },
          { value: "not-shown", label: "It is not shown" },
        ]}
        onChange={setOutcome}
      />
      <TextField
        label="Document"
        placeholder="affidavit-2026/114"
        hint="The number of the affidavit, without names"
        maxLength={80}
        value={evidence}
        onChange={({ target }) => setEvidence(target.value)}
      />
    </RecordDialog>
  );
}
