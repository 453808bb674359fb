import { shardOf, type Sql } from "@fairflow/db";
import type { NewTask } from "../batch-changes.ts";
import { isoTime } from "../iso-time.ts";

/**
 * Leaves out the work that its team cannot take today, whose step has a way out for that: the run hears at once that
 * the team is full and goes on by it. A team counts what flows asked of it since its local midnight; its row is locked, so
 * that two batches at once do not both take its last place.
 *
 * @returns what is to be opened
 */
export async function withinCapacity(
  sql: Sql,
  tasks: readonly NewTask[],
  nowMs: number,
): Promise<readonly NewTask[]> {
  const teams = new Set(tasks.map(({ task }) => task.team));
  const left = new Map(
    (await placesLeft(sql, [...teams], nowMs)).map(({ team, places }) => [team, places]),
  );
  const opened: NewTask[] = [];
  const turnedAway: NewTask[] = [];
  for (const each of tasks) {
    const places = left.get(each.task.team);
    if (places !== undefined && places <= 0) {
      turnedAway.push(each);
      continue;
    }
    if (places !== undefined) left.set(each.task.team, places - 1);
    opened.push(each);
  }
  await tellFull(sql, turnedAway, nowMs);
  return opened;
}

/** Of teams with a capacity. What was asked is counted up to it and no further. */
async function placesLeft(
  sql: Sql,
  teams: readonly string[],
  nowMs: number,
): Promise<readonly { readonly team: string; readonly places: number }[]> {
  // In the order of their names, as every batch locks them.
  await sql`
    select from team where name = any(${[...teams]}::text[]) and daily_capacity is not null order by name for update`;
  return sql<{ team: string; places: number }[]>`
    select name as team, daily_capacity - (
      select count(*)::int from (
        select from task
        where task.team = team.name and run_id is not null
          and created_at >= date_trunc('day', ${isoTime(nowMs)}::timestamptz, zone)
        limit daily_capacity
      ) as asked
    ) as places
    from team where name = any(${[...teams]}::text[]) and daily_capacity is not null`;
}

/** It is no stop fact: only the run that asked hears of it, and nothing that is planned is judged anew. */
async function tellFull(sql: Sql, tasks: readonly NewTask[], nowMs: number): Promise<void> {
  if (tasks.length === 0) return;
  await sql`
    insert into event (shard, debtor_id, account_id, run_id, kind, payload, at)
    select shard, debtor_id, account_id, run_id, 'task.done', payload, ${isoTime(nowMs)}::timestamptz
    from unnest(
      ${tasks.map(({ debtorId }) => shardOf(debtorId))}::smallint[],
      ${tasks.map(({ debtorId }) => debtorId)}::uuid[],
      ${tasks.map(({ accountId }) => accountId)}::uuid[],
      ${tasks.map(({ runId }) => runId ?? null)}::uuid[],
      ${tasks.map(payloadOf)}::jsonb[]
    ) as full_of (shard, debtor_id, account_id, run_id, payload)`;
}

function payloadOf({ nodeId, visit, task }: NewTask): string {
  return JSON.stringify({ node: nodeId, visit, outcome: task.overflow });
}
