import type { MoveOutcome, Transaction } from "@fairflow/db";
import type { StoredRun } from "../claim-runs.ts";
import { isoTime } from "../iso-time.ts";
import { jsonLines, plainArray, textArray } from "../sql-columns.ts";
import { stateText } from "../stored-state.ts";

/** What a move made of one run, as it is written down. */
export interface RunOutcome {
  readonly stored: StoredRun;
  readonly outcome: MoveOutcome;
  readonly at: string | null;
  readonly to: string | null;
  readonly isCarried: boolean;
  readonly taskId: string | null;
  readonly epoch: number | null;
}

/** Writes down what became of runs; one that was to be looked at again has been. */
export async function saveOutcomes(
  { sql }: Transaction,
  outcomes: readonly RunOutcome[],
  of: { readonly moveId: string; readonly nowMs: number },
): Promise<void> {
  if (outcomes.length === 0) return;
  const runs = outcomes.map(({ stored }) => stored);
  await sql`
    insert into moved_run (move_id, shard, run_id, debtor_id, account_id, outcome, at_node, to_node, is_carried, status_before,
      node_before, state_before, wake_before, seq_after, epoch, task_id, at)
    select ${of.moveId}::uuid, shard, run_id, debtor_id, account_id, outcome, at_node, to_node, is_carried::boolean,
      status_before, node_before, state_before::jsonb, wake_before, seq_after, epoch, task_id, ${isoTime(of.nowMs)}::timestamptz
    from unnest(
      string_to_array(${jsonLines(runs.map(({ run, unreadable }) => unreadable?.state ?? stateText(run)))}, E'\\n'),
      ${plainArray(runs.map(({ shard }) => shard))}::smallint[], ${plainArray(runs.map(({ id }) => id))}::uuid[],
      ${plainArray(runs.map(({ debtorId }) => debtorId))}::uuid[], ${plainArray(runs.map(({ accountId }) => accountId))}::uuid[],
      ${textArray(outcomes.map(({ outcome }) => outcome))}::text[], ${textArray(outcomes.map(({ at }) => at))}::text[],
      ${textArray(outcomes.map(({ to }) => to))}::text[], ${plainArray(outcomes.map(({ isCarried }) => String(isCarried)))}::text[],
      ${textArray(runs.map(({ run }) => run.status))}::text[], ${textArray(runs.map(({ nodeId }) => nodeId))}::text[],
      ${plainArray(runs.map(({ wakeAtMs }) => (wakeAtMs === null ? null : isoTime(wakeAtMs))))}::timestamptz[],
      ${plainArray(runs.map(({ seq }) => seq + 1))}::int[], ${plainArray(outcomes.map(({ epoch }) => epoch))}::bigint[],
      ${plainArray(outcomes.map(({ taskId }) => taskId))}::uuid[]
    ) as made (state_before, shard, run_id, debtor_id, account_id, outcome, at_node, to_node, is_carried, status_before,
      node_before, wake_before, seq_after, epoch, task_id)
    on conflict (move_id, shard, run_id) do update set outcome = excluded.outcome, at_node = excluded.at_node,
      to_node = excluded.to_node, is_carried = excluded.is_carried, status_before = excluded.status_before,
      node_before = excluded.node_before, state_before = excluded.state_before, wake_before = excluded.wake_before,
      seq_after = excluded.seq_after, epoch = excluded.epoch, task_id = excluded.task_id, at = excluded.at
    where moved_run.outcome = 'later'`;
}

/** Runs of a move that are to be looked at again, of the first lane that has any. */
export async function runsForLater(
  { sql }: Transaction,
  { moveId, limit }: { readonly moveId: string; readonly limit: number },
): Promise<readonly { readonly shard: number; readonly runId: string }[]> {
  return sql<{ shard: number; runId: string }[]>`
    select shard, run_id as "runId" from moved_run
    where move_id = ${moveId} and outcome = 'later'
      and shard / 8 = (select min(shard) / 8 from moved_run where move_id = ${moveId} and outcome = 'later')
    order by shard, run_id limit ${limit}`;
}
