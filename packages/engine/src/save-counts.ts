import type { Sql } from "@fairflow/db";
import type { Count, DebtorChanges } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";

const HOUR_MS = 3_600_000;

/** Adds to the live numbers in the transaction of what they count, so that they are exact. */
export async function saveCounts(
  sql: Sql,
  changes: readonly { readonly counts: DebtorChanges["counts"] }[],
  { countingShard, nowMs }: { readonly countingShard: number; readonly nowMs: number },
): Promise<void> {
  const totals = new Map<string, { readonly count: Count; total: number }>();
  for (const { counts } of changes) {
    for (const count of counts) {
      const key = `${count.versionId} ${count.nodeId} ${count.metric} ${count.exit}`;
      const known = totals.get(key);
      if (known === undefined) totals.set(key, { count, total: 1 });
      else known.total += 1;
    }
  }
  if (totals.size === 0) return;
  // In one order for everybody, so that two lanes of one process cannot wait for each other.
  const rows = [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const hour = isoTime(Math.floor(nowMs / HOUR_MS) * HOUR_MS);
  await sql`
    insert into counter (version_id, hour, node_id, metric, exit, shard, count)
    select version_id, ${hour}::timestamptz, node_id, metric, exit, ${countingShard}, total
    from unnest(
      ${rows.map(({ count }) => count.versionId)}::uuid[], ${rows.map(({ count }) => count.nodeId)}::text[],
      ${rows.map(({ count }) => count.metric)}::text[], ${rows.map(({ count }) => count.exit)}::text[],
      ${rows.map(({ total }) => total)}::bigint[]
    ) as made (version_id, node_id, metric, exit, total)
    on conflict (version_id, hour, node_id, metric, exit, shard) do update set count = counter.count + excluded.count`;
}
