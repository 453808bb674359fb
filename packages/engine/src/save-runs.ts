import type { Sql } from "@fairflow/db";
import type { RunChange } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";

/**
 * Writes runs and, for each, the one row that tells the steps of its advance. A run whose `seq` is not the one that was
 * read is left alone, and so is its step (I4).
 *
 * @returns how many runs were written
 */
export async function saveRuns(
  sql: Sql,
  runs: readonly RunChange[],
  nowMs: number,
): Promise<number> {
  if (runs.length === 0) return 0;
  const at = isoTime(nowMs);
  const [result] = await Promise.all([
    sql`
      update run set seq = run.seq + 1, node_id = changed.node_id, status = changed.status,
        wake_at = changed.wake_at, state = changed.state, ended_reason = changed.ended_reason,
        succeeded = changed.succeeded::boolean,
        ended_at = case when changed.status = 'ended' then ${at}::timestamptz end
      from unnest(
        ${runs.map(({ shard }) => shard)}::smallint[], ${runs.map(({ id }) => id)}::uuid[],
        ${runs.map(({ seq }) => seq)}::int[], ${runs.map(({ nodeId }) => nodeId)}::text[],
        ${runs.map(({ status }) => status)}::text[],
        ${runs.map(({ wakeAtMs }) => (wakeAtMs === null ? null : isoTime(wakeAtMs)))}::timestamptz[],
        ${runs.map(({ state }) => state)}::jsonb[], ${runs.map(({ ended }) => ended?.reason ?? null)}::text[],
        ${runs.map(({ ended }) => (ended === null ? null : String(ended.success)))}::text[]
      ) as changed (shard, id, seq, node_id, status, wake_at, state, ended_reason, succeeded)
      where run.shard = changed.shard and run.id = changed.id and run.seq = changed.seq`,
    saveSteps(sql, runs, at),
  ]);
  return result.count;
}

/** Lists of one row travel as array text, since an array of arrays must be rectangular. */
async function saveSteps(sql: Sql, runs: readonly RunChange[], at: string): Promise<void> {
  await sql`
    insert into step (shard, run_id, seq, at, event_id, nodes, visits, exits, inputs)
    select shard, run_id, seq, ${at}::timestamptz, event_id, nodes::text[], visits::int[], exits::text[], inputs
    from unnest(
      ${runs.map(({ shard }) => shard)}::smallint[], ${runs.map(({ id }) => id)}::uuid[],
      ${runs.map(({ seq }) => seq + 1)}::int[], ${runs.map(({ eventId }) => eventId)}::uuid[],
      ${runs.map(({ steps }) => arrayText(steps.map(({ node }) => node)))}::text[],
      ${runs.map(({ steps }) => arrayText(steps.map(({ visit }) => String(visit))))}::text[],
      ${runs.map(({ steps }) => arrayText(steps.map(({ left }) => left ?? "")))}::text[],
      ${runs.map(({ inputs }) => inputs)}::jsonb[]
    ) as made (shard, run_id, seq, event_id, nodes, visits, exits, inputs)`;
}

/** Ids, exits and numbers as the text of a PostgreSQL array. */
export function arrayText(values: readonly string[]): string {
  if (values.length === 0) return "{}";
  return `{"${values.map((value) => value.replaceAll(/["\\]/g, String.raw`\$&`)).join('","')}"}`;
}
