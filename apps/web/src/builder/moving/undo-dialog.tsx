import { endpoints, type MoveState } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";
import { ReasonDialog } from "../../frame/reason-dialog.tsx";
import { call } from "../../server/call.ts";

export interface UndoDialogProps {
  readonly flowId: string;
  readonly move: MoveState;
  readonly onClose: () => void;
}

/** Asks why a move is taken back before it is. */
export function UndoDialog({ flowId, move, onClose }: UndoDialogProps) {
  const client = useQueryClient();
  return (
    <ReasonDialog
      title="Take the move back"
      description={`Everybody who has done nothing since goes back to version ${move.from}, to where they stood and with their dates. Whoever has gone on stays, and is listed.`}
      action="Take it back"
      onClose={onClose}
      onConfirm={async (reason) => {
        await call(endpoints.undoMove, {
          params: { id: flowId, move: move.id },
          body: { reason },
        });
        await client.invalidateQueries({ queryKey: [endpoints.move.path] });
      }}
    />
  );
}
