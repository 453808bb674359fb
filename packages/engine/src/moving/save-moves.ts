import { MOVED_IN, type Transaction } from "@fairflow/db";
import { wakeAtMs, type Run, type Step } from "@fairflow/interpreter";
import { noChanges, type Count, type DebtorChanges, type RunChange } from "../batch-changes.ts";
import type { StoredRun } from "../claim-runs.ts";
import { DISPUTE_TASK } from "../dispute-task.ts";
import { isoTime } from "../iso-time.ts";
import { saveAttempts } from "../save-attempts.ts";
import { saveCounts } from "../save-counts.ts";
import { saveRuns } from "../save-runs.ts";
import { plainArray, textArray } from "../sql-columns.ts";
import { stateText } from "../stored-state.ts";

/** A run as a move, or taking one back, leaves it. */
export interface RunMove {
  readonly stored: StoredRun;
  readonly versionId: string;
  readonly run: Run;
  /** When it is due where its state does not say so: it has not begun, or goes back to how it was. */
  readonly wakeAtMs?: number | null;
  /** Of the version that it leaves. */
  readonly left: readonly Step[];
  /** Of the version that it comes to. */
  readonly entered: readonly Step[];
  readonly withdraws: readonly { readonly node: string; readonly visit: number }[];
  /** What was decided upon, for the step. */
  readonly inputs: object;
}

/** Somebody else wrote one of the runs although the lane's lock was held (I4). */
class MovedOnError extends Error {
  override readonly name = "MovedOnError";
}

/**
 * Writes runs with the version that they are in from now on, one step for each, and counts both versions, so that at every
 * node entered = left + present (I8). The caller holds the lane's lock and those of the debtors.
 */
export async function saveMoves(
  tx: Transaction,
  moves: readonly RunMove[],
  of: { readonly countingShard: number; readonly nowMs: number },
): Promise<void> {
  if (moves.length === 0) return;
  const { sql } = tx;
  const { nowMs } = of;
  const changes = moves.map((move): DebtorChanges => ({
    ...noChanges({ debtorId: move.stored.debtorId, shard: move.stored.shard, epoch: 0 }),
    runs: [changeOf(move)],
    counts: countsOf(move),
    withdrawals: move.withdraws.map(({ node, visit }) => {
      return { shard: move.stored.shard, runId: move.stored.id, nodeId: node, visit };
    }),
  }));
  const [saved] = await Promise.all([
    saveRuns(
      sql,
      changes.flatMap(({ runs }) => runs),
      nowMs,
    ),
    ...saveAttempts(sql, changes, nowMs),
    saveCounts(sql, changes, of),
    sql`
      update run set version_id = moved.version_id
      from unnest(
        ${plainArray(moves.map(({ stored }) => stored.shard))}::smallint[], ${plainArray(moves.map(({ stored }) => stored.id))}::uuid[],
        ${plainArray(moves.map(({ versionId }) => versionId))}::uuid[]
      ) as moved (shard, id, version_id)
      where run.shard = moved.shard and run.id = moved.id and run.version_id <> moved.version_id`,
  ]);
  if (saved !== moves.length) throw new MovedOnError(`${moves.length - saved} runs had moved on`);
}

function changeOf({ stored, versionId, run, left, entered, inputs, ...move }: RunMove): RunChange {
  return {
    shard: stored.shard,
    id: stored.id,
    versionId,
    seq: stored.seq,
    nodeId: run.node ?? stored.nodeId,
    status: run.status,
    wakeAtMs: move.wakeAtMs === undefined ? wakeAtMs(run) : move.wakeAtMs,
    state: stateText(run),
    ended: run.ended,
    steps: [...left, ...entered],
    eventId: null,
    inputs: JSON.stringify(inputs),
  };
}

function countsOf({ stored, versionId, left, entered }: RunMove): Count[] {
  return [
    ...left.map((step) => ({
      versionId: stored.versionId,
      nodeId: step.node,
      metric: "left",
      exit: step.left ?? "",
    })),
    ...entered.map((step) => ({
      versionId,
      nodeId: step.node,
      metric: "entered",
      exit: MOVED_IN,
    })),
  ];
}

/** Closes work that belongs to visits that are over; a dispute's stays open until it is decided. */
export async function closeTasksOf(
  { sql }: Transaction,
  visits: readonly { readonly runId: string; readonly node: string; readonly visit: number }[],
  of: { readonly by: string; readonly nowMs: number },
): Promise<void> {
  if (visits.length === 0) return;
  await sql`
    update task set status = 'cancelled', closed_at = ${isoTime(of.nowMs)}, closed_by = ${of.by}
    from unnest(
      ${plainArray(visits.map(({ runId }) => runId))}::uuid[], ${textArray(visits.map(({ node }) => node))}::text[],
      ${plainArray(visits.map(({ visit }) => visit))}::int[]
    ) as over (run_id, node_id, visit)
    where task.run_id = over.run_id and task.node_id = over.node_id and task.visit = over.visit and status = 'open'
      and kind not in ('poisoned', ${DISPUTE_TASK})`;
}
