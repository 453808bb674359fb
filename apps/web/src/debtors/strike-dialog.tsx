import { endpoints } from "@fairflow/contract";
import { TextArea } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { RecordDialog } from "./record-dialog.tsx";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface StrikeDialogProps {
  /** Of the acknowledgement. */
  readonly id: string;
  readonly onClose: () => void;
}

const SHORTEST = 3;

/** It was recorded by mistake; it stays readable, and counts for nothing. */
export function StrikeDialog({ id, onClose }: StrikeDialogProps) {
  const [reason, setReason] = useState("");
  const refresh = useRefreshDebtor();
  const strike = useMutation({
    mutationFn: () =>
      call(endpoints.strikeAcknowledgement, { params: { id }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      await refresh();
      toast.success("The acknowledgement counts for nothing any more");
      onClose();
    },
  });
  return (
    <RecordDialog
      title="Strike this acknowledgement?"
      description="For one that was recorded by mistake. It stays on record with your reason, and the time counts as before."
      action="Strike it"
      kind="danger"
      missing={reason.trim().length < SHORTEST ? "Say why" : undefined}
      isPending={strike.isPending}
      error={strike.error}
      onRecord={() => strike.mutate()}
      onClose={onClose}
    >
      <TextArea
        label="Why"
        rows={2}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </RecordDialog>
  );
}
