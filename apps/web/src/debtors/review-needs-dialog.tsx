import { disputeEndpoints } from "@fairflow/contract";
import { DateField, TextArea } from "@fairflow/ui";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { useRecording } from "./use-recording.ts";

export interface ReviewNeedsDialogProps {
  readonly debtorId: string;
  readonly onClose: () => void;
}

/** A person has looked: demands go on in the way that was agreed, until the next look. */
export function ReviewNeedsDialog({ debtorId, onClose }: ReviewNeedsDialogProps) {
  const [reviewOn, setReviewOn] = useState("");
  const [reason, setReason] = useState("");
  const recording = useRecording({
    record: () =>
      call(disputeEndpoints.reviewVulnerability, {
        params: { id: debtorId },
        body: { reviewOn: reviewOn === "" ? null : reviewOn, reason: reason.trim() },
      }),
    said: () => "Reviewed",
    onClose,
  });
  return (
    <FormDialog
      title="Review what they need"
      description="Demands go on from now. With a next day the needs stay on record; without one the record ends."
      action="It is reviewed"
      missing={reason.trim() === "" ? "Say what you found" : undefined}
      saving={recording}
      onSave={() => recording.mutate()}
      onClose={onClose}
    >
      <DateField
        label="Look at it again by"
        hint="Empty: nothing of it is needed any more"
        value={reviewOn}
        onChange={setReviewOn}
      />
      <TextArea
        label="What you found"
        rows={3}
        maxLength={500}
        hint="On the trail, so without names or illnesses"
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
