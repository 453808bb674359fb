import { cashEndpoints, type CashLine } from "@fairflow/contract";
import { call } from "../server/call.ts";
import { PartsDialog, type Part } from "./parts-dialog.tsx";
import { useCashAct } from "./use-cash-act.ts";

export interface AllocateDialogProps {
  readonly line: CashLine;
  readonly onClose: () => void;
  readonly onSettled: () => void;
}

/** Puts what is left of a line to accounts that a person chooses. */
export function AllocateDialog({ line, onClose, onSettled }: AllocateDialogProps) {
  const { id, revision, rest } = line;
  const put = useCashAct(
    id,
    (parts: readonly Part[]) =>
      call(cashEndpoints.allocateLine, {
        params: { id },
        body: { revision, parts: parts.map(({ accountId, minor }) => ({ accountId, minor })) },
      }),
    (after) => {
      onClose();
      if (after.rest.minor === 0) onSettled();
    },
  );
  return (
    <PartsDialog
      title="Choose accounts"
      description="One or several. What you do not put anywhere stays on the desk."
      action="Put to accounts"
      amount={rest}
      error={put.error}
      isPending={put.isPending}
      onConfirm={(parts) => put.mutate(parts)}
      onClose={onClose}
    />
  );
}
