import { endpoints } from "@fairflow/contract";
import { toast } from "sonner";
import { ReasonDialog } from "../frame/reason-dialog.tsx";
import { call } from "../server/call.ts";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface StrikeDialogProps {
  /** Of the acknowledgement. */
  readonly id: string;
  readonly onClose: () => void;
}

/** It was recorded by mistake; it stays readable, and counts for nothing. */
export function StrikeDialog({ id, onClose }: StrikeDialogProps) {
  const refresh = useRefreshDebtor();
  return (
    <ReasonDialog
      title="Strike this acknowledgement?"
      description="For one that was recorded by mistake. It stays on record with your reason, and the time counts as before."
      action="Strike it"
      kind="danger"
      onConfirm={async (reason) => {
        await call(endpoints.strikeAcknowledgement, { params: { id }, body: { reason } });
        await refresh();
        toast.success("The acknowledgement counts for nothing any more");
      }}
      onClose={onClose}
    />
  );
}
