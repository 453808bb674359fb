import { endpoints, type MoveState } from "@fairflow/contract";
import { Button, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { MIN_REASON } from "../publish/submit-dialog.tsx";

export interface UndoDialogProps {
  readonly flowId: string;
  readonly move: MoveState;
  readonly onClose: () => void;
}

/** Asks why a move is taken back before it is. */
export function UndoDialog({ flowId, move, onClose }: UndoDialogProps) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () =>
      call(endpoints.undoMove, {
        params: { id: flowId, move: move.id },
        body: { reason: reason.trim() },
      }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: [endpoints.move.path] });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Take the move back"
      description={`Everybody who has done nothing since goes back to version ${move.from}, to where they stood and with their dates. Whoever has gone on stays, and is listed.`}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            kind="primary"
            disabledReason={
              undo.isPending
                ? "Just a moment"
                : reason.trim().length < MIN_REASON
                  ? "Say why"
                  : undefined
            }
            onClick={() => undo.mutate()}
          >
            Take it back
          </Button>
        </>
      }
    >
      <TextArea
        label="Why"
        hint="It stands on the audit trail with your name."
        rows={2}
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {undo.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {messageOf(undo.error)}
        </p>
      )}
    </Dialog>
  );
}
