import { readClock, recordAudit, settleMove, takeMove, type StoredMove } from "@fairflow/db";
import { blamesData } from "../blames-data.ts";
import { moveBatch } from "./move-batch.ts";
import { UnrunnableMoveError } from "./move-subject.ts";
import type { MovedBatch, MovingDeps } from "./moving-deps.ts";
import { undoBatch } from "./undo-batch.ts";

/**
 * Moves the next runs of a move that is under way, or takes them back, in one transaction with the job for those that
 * follow. Killed at any moment it has moved them or has not, and whoever comes next goes on from there.
 */
export async function runMoveBatch(deps: MovingDeps): Promise<MovedBatch> {
  const taken: StoredMove[] = [];
  try {
    return await deps.database.transaction(async (tx) => {
      const move = await takeMove(tx);
      if (move === undefined) return "idle";
      taken.push(move);
      const isBack = move.status === "undoing";
      const moved = isBack ? await undoBatch(deps, tx, move) : await moveBatch(deps, tx, move);
      if (moved === "more") await deps.jobs.send(tx, [{ queue: "move-people" }]);
      return moved;
    });
  } catch (fault) {
    const [move] = taken;
    const isLasting = fault instanceof UnrunnableMoveError || blamesData(fault);
    if (move === undefined || !isLasting) throw fault;
    await stopFaulty(deps, move, fault);
    return "idle";
  }
}

/** What cannot be moved now cannot be moved in half a second: a person looks at it first. */
async function stopFaulty(deps: MovingDeps, move: StoredMove, fault: unknown): Promise<void> {
  deps.onFault("move", move.id, fault);
  await deps.database.transaction(async (tx) => {
    const { realNow } = await readClock(tx);
    const status = move.status === "undoing" ? "done" : "paused";
    await settleMove(tx, { id: move.id, status }, realNow);
    await recordAudit(tx, [
      {
        actor: { kind: "system" },
        action: "flow.move-stopped",
        subject: { kind: "flow", id: move.flowId },
        after: { move: move.id, fault: fault instanceof Error ? fault.name : "Error" },
      },
    ]);
  });
}
