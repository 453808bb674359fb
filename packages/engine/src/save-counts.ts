import type { Sql } from "@fairflow/db";
import type { Count, DebtorChanges } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";
import { firstShardOf, laneOf } from "./lane.ts";

const HOUR_MS = 3_600_000;

/** Adds to the live numbers in the transaction of what they count, so that they are exact. */
export async function saveCounts(
  sql: Sql,
  changes: readonly { readonly counts: DebtorChanges["counts"] }[],
  { countingShard, nowMs }: { readonly countingShard: number; readonly nowMs: number },
): Promise<void> {
  const totals: Total[] = [];
  // A batch has thousands of counts of a few kinds; a key for each would be most of what this costs.
  const known = new Map<string, Map<string, Total[]>>();
  for (const { counts } of changes) {
    for (const count of counts) {
      const ofVersion = known.get(count.versionId) ?? new Map<string, Total[]>();
      const ofNode = ofVersion.get(count.nodeId) ?? [];
      const total = ofNode.find((each) => isSame(each.count, count));
      if (total !== undefined) {
        total.total += 1;
        continue;
      }
      const first = { count, total: 1 };
      totals.push(first);
      known.set(count.versionId, ofVersion.set(count.nodeId, [...ofNode, first]));
    }
  }
  if (totals.length === 0) return;
  // In one order for everybody, so that two lanes of one process cannot wait for each other.
  const rows = totals.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
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

/** `saveCounts` of what belongs to several lanes, in the order of the lanes. */
export async function saveCountsByLane(
  sql: Sql,
  changes: readonly { readonly shard: number; readonly counts: DebtorChanges["counts"] }[],
  nowMs: number,
): Promise<void> {
  const byLane = [...Map.groupBy(changes, ({ shard }) => laneOf(shard))];
  await Promise.all(
    byLane
      .toSorted(([a], [b]) => a - b)
      .map(([lane, own]) => saveCounts(sql, own, { countingShard: firstShardOf(lane), nowMs })),
  );
}

interface Total {
  readonly count: Count;
  total: number;
}

/** Of counts at one node. */
function isSame(one: Count, other: Count): boolean {
  return one.metric === other.metric && one.exit === other.exit;
}

function keyOf({ count: { versionId, nodeId, metric, exit } }: Total): string {
  return `${versionId} ${nodeId} ${metric} ${exit}`;
}
