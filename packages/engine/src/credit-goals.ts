import type { Sql } from "@fairflow/db";
import type { DebtorChanges } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";

const HOUR_MS = 3_600_000;

/**
 * Credits each entry that ended well to the step whose message it received last, within its version's attribution window.
 * An entry that received none, or none so lately, is credited to no step.
 */
export async function creditGoals(
  sql: Sql,
  changes: readonly Pick<DebtorChanges, "runs">[],
  { countingShard, nowMs }: { readonly countingShard: number; readonly nowMs: number },
): Promise<void> {
  const runs = changes.flatMap((each) => each.runs.filter(({ ended }) => ended?.success === true));
  if (runs.length === 0) return;
  const hour = isoTime(Math.floor(nowMs / HOUR_MS) * HOUR_MS);
  await sql`
    insert into counter (version_id, hour, node_id, metric, exit, shard, count)
    select version_id, ${hour}::timestamptz, node_id, 'goal', '', ${countingShard}, count(*)
    from unnest(${runs.map(({ shard }) => shard)}::smallint[], ${runs.map(({ id }) => id)}::uuid[]) as reached (shard, run_id)
    cross join lateral (
      select version_id, node_id
      from attempt_run
      join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_id
      join flow_version on flow_version.id = version_id
      where attempt_run.shard = reached.shard and attempt_run.run_id = reached.run_id and not is_released
        and attempt.status in ('accepted', 'delivered')
        and accepted_at >= ${isoTime(nowMs)}::timestamptz
          - make_interval(days => (document -> 'settings' ->> 'attributionDays')::int)
      order by accepted_at desc, attempt.id desc
      limit 1
    ) as credited
    group by version_id, node_id
    order by version_id, node_id
    on conflict (version_id, hour, node_id, metric, exit, shard) do update set count = counter.count + excluded.count`;
}
