import type { Sql, StoredMove, Transaction } from "@fairflow/db";
import { firstShardOf, lastShardOf, laneOf } from "../lane.ts";
import { loadDebtors } from "../load-debtors.ts";
import { plainArray, textArray } from "../sql-columns.ts";
import {
  closedBy,
  lockLane,
  MOVE_BATCH_SIZE,
  type MovedBatch,
  type MovingDeps,
} from "./moving-deps.ts";
import { messagesOfRuns, runsNamed } from "./runs-in-version.ts";
import { finishMove } from "./finish-move.ts";
import { backOf, whyNot, type MovedRow } from "./go-back.ts";
import { lockRuns } from "./lock-runs.ts";
import { reopenWork } from "./reopen-work.ts";
import { closeTasksOf, saveMoves, type RunMove } from "./save-moves.ts";

/**
 * Takes back the next runs that a move has moved and that have done nothing since. What they did not lose they need not get
 * back: their dates are as they were, and a message that was withdrawn asks the gate anew.
 */
export async function undoBatch(
  deps: MovingDeps,
  tx: Transaction,
  move: StoredMove,
): Promise<MovedBatch> {
  const limit = deps.moveBatchSize ?? MOVE_BATCH_SIZE;
  const firstShard = await firstMovedShard(tx, move.id);
  if (firstShard === null) return finishMove(tx, move, "undone");
  const lane = laneOf(firstShard);
  await lockLane(tx, lane);
  const rows = await movedRows(tx, { moveId: move.id, lane, limit });
  const named = rows.map(({ shard, run_id: runId }) => ({ shard, runId }));
  const runs = await runsNamed(tx.sql, named);
  const { now, realNow, news } = await lockRuns(tx, lane, runs);
  const [debtors, messages] = await Promise.all([
    loadDebtors(tx.sql, [...new Set(runs.map(({ debtorId }) => debtorId))]),
    messagesOfRuns(tx.sql, runs),
  ]);
  const nowMs = now.getTime();
  const known = new Map(runs.map((run) => [run.id, run]));
  const back: RunMove[] = [];
  const undone: MovedRow[] = [];
  const kept: { row: MovedRow; because: string }[] = [];
  let late = 0;
  for (const row of rows) {
    const stored = known.get(row.run_id);
    if (stored === undefined) continue;
    if (news.has(stored.debtorId)) {
      late += 1;
      continue;
    }
    const standing = messages.get(stored.id) ?? [];
    const epoch = debtors.get(stored.debtorId)?.epoch;
    const because = whyNot({ row, stored, standing, epoch });
    if (because !== null) {
      kept.push({ row, because });
      continue;
    }
    undone.push(row);
    back.push(backOf({ move, row, stored, standing, nowMs }));
  }
  await saveMoves(tx, back, { countingShard: firstShardOf(lane), nowMs });
  // In this order: what is closed now must not be taken for what the move closed, where the clock stands still.
  await reopenWork(tx, { move, undone, nowMs });
  await closeTasksOf(tx, back.flatMap(arrivedVisit), { by: closedBy(move.id), nowMs });
  await noteUndone(tx, { move, undone, kept, realNow });
  await deps.jobs.send(tx, [{ queue: "tick", lane }]);
  return late === rows.length ? "waits" : "more";
}

async function firstMovedShard({ sql }: Transaction, moveId: string): Promise<number | null> {
  const [row] = await sql<{ shard: number | null }[]>`
    select min(shard) as shard from moved_run where ${isPending(sql, moveId)}`;
  return row?.shard ?? null;
}

async function movedRows(
  { sql }: Transaction,
  {
    moveId,
    lane,
    limit,
  }: { readonly moveId: string; readonly lane: number; readonly limit: number },
): Promise<readonly MovedRow[]> {
  return sql<MovedRow[]>`
    select moved_run.shard, run_id, outcome, to_node, status_before, node_before, state_before, wake_before, seq_after, epoch,
      at, task_id, exists (
        select from run later
        where later.shard = run.shard and later.debtor_id = run.debtor_id and later.flow_id = run.flow_id
          and later.account_id is not distinct from run.account_id and later.entry > run.entry
      ) as entered_again
    from moved_run join run on run.shard = moved_run.shard and run.id = run_id
    where ${isPending(sql, moveId)} and moved_run.shard between ${firstShardOf(lane)} and ${lastShardOf(lane)}
    order by moved_run.shard, run_id limit ${limit}`;
}

function isPending(sql: Sql, moveId: string) {
  return sql`move_id = ${moveId} and outcome in ('moved', 'left', 'handed_over') and undone_at is null
    and kept_because is null`;
}

/** The visit that the move began; work that it opened meanwhile has lost its reason. */
function arrivedVisit({ stored: { id: runId, run }, entered }: RunMove) {
  const { node, visit } = run;
  const [back] = entered;
  if (node === null || (back?.node === node && back.visit === visit)) return [];
  return [{ runId, node, visit }];
}

async function noteUndone(
  { sql }: Transaction,
  of: {
    readonly move: StoredMove;
    readonly undone: readonly MovedRow[];
    readonly kept: readonly { readonly row: MovedRow; readonly because: string }[];
    readonly realNow: Date;
  },
): Promise<void> {
  const rows = [...of.undone.map((row) => ({ row, because: null })), ...of.kept];
  if (rows.length === 0) return;
  await sql`
    update moved_run set kept_because = seen.because,
      undone_at = case when seen.because is null then ${of.realNow}::timestamptz end
    from unnest(
      ${plainArray(rows.map(({ row }) => row.shard))}::smallint[], ${plainArray(rows.map(({ row }) => row.run_id))}::uuid[],
      ${textArray(rows.map(({ because }) => because))}::text[]
    ) as seen (shard, run_id, because)
    where move_id = ${of.move.id} and moved_run.shard = seen.shard and moved_run.run_id = seen.run_id`;
}
