import type { Sql } from "@fairflow/db";
import type { RunChange } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";
import { jsonLines, listLines, plainArray, textArray } from "./sql-columns.ts";

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
        wake_at = changed.wake_at, state = changed.state::jsonb, ended_reason = changed.ended_reason,
        succeeded = changed.succeeded, ended_at = case when changed.status = 'ended' then ${at}::timestamptz end
      from unnest(
        string_to_array(${jsonLines(runs.map(({ state }) => state))}, E'\\n'),
        ${plainArray(runs.map(({ shard }) => shard))}::smallint[], ${plainArray(runs.map(({ id }) => id))}::uuid[],
        ${plainArray(runs.map(({ seq }) => seq))}::int[], ${textArray(runs.map(({ nodeId }) => nodeId))}::text[],
        ${plainArray(runs.map(({ status }) => status))}::text[],
        ${plainArray(runs.map(({ wakeAtMs }) => (wakeAtMs === null ? null : isoTime(wakeAtMs))))}::timestamptz[],
        ${textArray(runs.map(({ ended }) => ended?.reason ?? null))}::text[],
        ${plainArray(runs.map(({ ended }) => (ended === null ? null : String(ended.success))))}::boolean[]
      ) as changed (state, shard, id, seq, node_id, status, wake_at, ended_reason, succeeded)
      where run.shard = changed.shard and run.id = changed.id and run.seq = changed.seq`,
    saveSteps(sql, runs, at),
  ]);
  return result.count;
}

async function saveSteps(sql: Sql, runs: readonly RunChange[], at: string): Promise<void> {
  await sql`
    insert into step (shard, run_id, seq, at, event_id, nodes, visits, exits, inputs)
    select shard, run_id, seq, ${at}::timestamptz, event_id,
      -- A batch of one row with an empty list is no lines at all.
      coalesce(string_to_array(nodes, E'\\t'), '{}'), coalesce(string_to_array(visits, E'\\t'), '{}')::int[],
      case when coalesce(exits, '') = '' and nodes <> '' then array['']
        else coalesce(string_to_array(exits, E'\\t'), '{}') end, inputs::jsonb
    from unnest(
      string_to_array(${jsonLines(runs.map(({ inputs }) => inputs))}, E'\\n'),
      ${plainArray(runs.map(({ shard }) => shard))}::smallint[], ${plainArray(runs.map(({ id }) => id))}::uuid[],
      ${plainArray(runs.map(({ seq }) => seq + 1))}::int[], ${plainArray(runs.map(({ eventId }) => eventId))}::uuid[],
      string_to_array(${listLines(runs.map(({ steps }) => steps.map(({ node }) => node)))}, E'\\n'),
      string_to_array(${listLines(runs.map(({ steps }) => steps.map(({ visit }) => String(visit))))}, E'\\n'),
      string_to_array(${listLines(runs.map(({ steps }) => steps.map(({ left }) => left ?? "")))}, E'\\n')
    ) as made (inputs, shard, run_id, seq, event_id, nodes, visits, exits)`;
}
