import { cashEndpoints, MIN_REASON, type CashAllocation, type CashLine } from "@fairflow/contract";
import { TextField } from "@fairflow/ui";
import { useState } from "react";
import { call } from "../server/call.ts";
import { PartsDialog, type Part } from "./parts-dialog.tsx";
import { useCashAct } from "./use-cash-act.ts";

export interface MoveDialogProps {
  readonly line: CashLine;
  readonly allocation: CashAllocation;
  readonly onClose: () => void;
}

/** Moves money from the account that it was put to by mistake to those that it is meant for. */
export function MoveDialog({ line, allocation, onClose }: MoveDialogProps) {
  const [reason, setReason] = useState("");
  const move = useCashAct(
    line.id,
    (parts: readonly Part[]) =>
      call(cashEndpoints.moveAllocation, {
        params: { id: allocation.id },
        body: { revision: line.revision, reason: reason.trim(), parts: [...parts] },
      }),
    onClose,
  );
  return (
    <PartsDialog
      title={`Move from ${allocation.account ?? ""}`}
      description="Its balance returns, and the other accounts get the money in the same step."
      action="Move"
      amount={allocation.amount}
      error={move.error}
      isPending={move.isPending}
      waitingFor={reason.trim().length < MIN_REASON ? "Say why" : undefined}
      onConfirm={(parts) => move.mutate(parts)}
      onClose={onClose}
    >
      <TextField
        label="Why"
        hint="It is kept on the audit trail, with your name and the time."
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </PartsDialog>
  );
}
