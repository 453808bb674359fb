import type { Sql } from "@fairflow/db";
import type { DebtorChanges } from "../batch-changes.ts";

/**
 * Credits each entry that ended well, once, to the step whose message or talk reached it last within its flow's attribution window.
 * One that none reached, or none so lately, is its flow's and no step's. It reads the runs as they were saved.
 */
export async function creditGoals(
  sql: Sql,
  changes: readonly Pick<DebtorChanges, "runs">[],
): Promise<void> {
  const runs = changes.flatMap((each) => each.runs.filter(({ ended }) => ended?.success === true));
  if (runs.length === 0) return;
  await sql`
    insert into credit (shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count)
    select goal.shard, 'goal', cause, debtor_id, account_id, version_id, node_id, goal.run_id, attempt_id, at, count
    from unnest(${runs.map(({ shard }) => shard)}::smallint[], ${runs.map(({ id }) => id)}::uuid[]) as reached (shard, run_id)
    join goal_credit as goal on goal.shard = reached.shard and goal.run_id = reached.run_id
    on conflict (cause, metric) do nothing`;
}
