import { disputeEndpoints } from "@fairflow/contract";
import { SelectField, TextField } from "@fairflow/ui";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { useRecording } from "./use-recording.ts";

export interface DecideTheftDialogProps {
  readonly holdId: string;
  readonly onClose: () => void;
}

/** Whether it is shown that another took on the debt. */
export function DecideTheftDialog({ holdId, onClose }: DecideTheftDialogProps) {
  const [outcome, setOutcome] = useState("");
  const [evidence, setEvidence] = useState("");
  const recording = useRecording({
    record: () =>
      call(disputeEndpoints.decideIdentityTheft, {
        params: { id: holdId },
        body: { confirmed: outcome === "confirmed", evidence: evidence.trim() },
      }),
    said: () => "Decided",
    onClose,
  });
  return (
    <FormDialog
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
      saving={recording}
      onSave={() => recording.mutate()}
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
    </FormDialog>
  );
}
