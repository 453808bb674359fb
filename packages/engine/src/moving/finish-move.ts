import {
  readClock,
  recordAudit,
  settleMove,
  type StoredMove,
  type Transaction,
} from "@fairflow/db";

/** Nothing is left to do of a move, or of taking it back. */
export async function finishMove(
  tx: Transaction,
  move: StoredMove,
  status: "done" | "undone",
): Promise<"done"> {
  const { realNow } = await readClock(tx);
  const [from, to] =
    status === "done" ? [move.fromNumber, move.toNumber] : [move.toNumber, move.fromNumber];
  await settleMove(tx, { id: move.id, status, isFinished: true }, realNow);
  await recordAudit(tx, [
    {
      actor: { kind: "system" },
      action: status === "done" ? "flow.people-moved" : "flow.people-moved-back",
      subject: { kind: "flow", id: move.flowId },
      after: { move: move.id, from, to },
    },
  ]);
  return "done";
}
