import type { CountedHours } from "./node-counts.ts";
import type { Transaction } from "./connect.ts";
import { eachShard, pageFloor, type Fragment } from "./page-floor.ts";

/** One of the things that a number of a node counts, with whose it is. */
export interface CountedAt {
  /** By which a list goes on. */
  readonly id: string;
  readonly debtorId: string;
  readonly at: Date;
  readonly amount: number | null;
  readonly currency: string | null;
  /** The message or call, where it is one or was brought by one. */
  readonly attemptId: string | null;
}

export interface CountedQuestion extends CountedHours {
  readonly versionId: string;
  readonly nodeId: string;
  /** Those after this one. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What a message of the node is credited with, the newest first. */
export async function creditedAtNode(
  { sql }: Transaction,
  metric: string,
  { versionId, nodeId, from, before, cursor, limit }: CountedQuestion,
): Promise<readonly CountedAt[]> {
  return sql<CountedAt[]>`
    select id, debtor_id as "debtorId", at, amount, currency, attempt_id as "attemptId" from credit
    where version_id = ${versionId} and node_id = ${nodeId} and metric = ${metric}
      and at >= ${from ?? "-infinity"} and at < ${before ?? "infinity"} and ${cursor === undefined ? sql`true` : sql`id < ${cursor}`}
    order by id desc limit ${limit}`;
}

/** When an attempt came so far. */
const REACHED = { sent: "accepted_at", delivered: "delivered_at", failed: "settled_at" } as const;

/** The messages of the node that came so far, the newest first. */
export async function attemptsAtNode(
  tx: Transaction,
  metric: keyof typeof REACHED,
  question: CountedQuestion,
): Promise<readonly CountedAt[]> {
  const { sql } = tx;
  const which = metric === "failed" ? sql`(status = 'failed' or outcome = 'failed')` : sql`true`;
  return newestAttempts(tx, { at: REACHED[metric], which }, question);
}

/** What a rule kept back at the node, or everything that was kept back, the newest first. */
export async function keptBackAtNode(
  tx: Transaction,
  rule: string | undefined,
  question: CountedQuestion,
): Promise<readonly CountedAt[]> {
  const { sql } = tx;
  const byRule =
    rule === undefined
      ? sql`true`
      : sql`(${rule} = any(verdict_rules) or cardinality(verdict_rules) = 0 and verdict_reason = ${rule})`;
  const which = sql`status in ('deferred', 'forbidden') and ${byRule}`;
  return newestAttempts(tx, { at: "verdict_at", which }, question);
}

/** @param of which attempts, and the column with the time by which they are counted */
async function newestAttempts(
  { sql }: Transaction,
  of: { readonly which: Fragment; readonly at: string },
  { versionId, nodeId, from, before, cursor, limit }: CountedQuestion,
): Promise<readonly CountedAt[]> {
  const at = sql(of.at);
  const newest = (floor: Fragment, most: number) => sql`
    select attempt.id, debtor_id as "debtorId", ${at} as at
    from attempt_run v join attempt on attempt.shard = v.shard and attempt.id = v.attempt_id
    where v.shard = each_shard.number::smallint and v.version_id = ${versionId} and v.node_id = ${nodeId}
      and ${of.which} and ${at} >= ${from ?? "-infinity"} and ${at} < ${before ?? "infinity"}
      and ${cursor === undefined ? sql`true` : sql`v.attempt_id < ${cursor}`} and ${floor}
    order by v.attempt_id desc limit ${most}`;
  const floor = pageFloor(sql, (most) => newest(sql`true`, most), limit);
  return sql<CountedAt[]>`
    select tried.id, tried."debtorId", tried.at, null as amount, null as currency, tried.id as "attemptId"
    from ${eachShard(sql)} cross join lateral (${newest(sql`v.attempt_id >= ${floor}`, limit)}) as tried
    order by tried.id desc limit ${limit}`;
}

/** Those who came to the node, or left it by a way, the newest runs of each shard first. */
export async function passedNode(
  { sql }: Transaction,
  by: { readonly exit: string | undefined; readonly isEntry: boolean },
  { versionId, nodeId, from, before, cursor, limit }: CountedQuestion,
): Promise<readonly CountedAt[]> {
  return sql<CountedAt[]>`
    select passed.id, passed."debtorId", passed.at, null as amount, null as currency, null as "attemptId"
    from ${eachShard(sql)}
    cross join lateral (
      select s.run_id || ' ' || lpad(s.seq::text, 9, '0') || ' ' || m.place as id, run.debtor_id as "debtorId", s.at
      from run
      join step s on s.shard = run.shard and s.run_id = run.id
      cross join lateral unnest(s.nodes, s.visits, s.exits) with ordinality as m (node_id, visit, exit, place)
      where run.shard = each_shard.number::smallint and run.version_id = ${versionId} and m.node_id = ${nodeId}
        and ${
          by.isEntry
            ? sql`not exists (
                select from step earlier cross join lateral unnest(earlier.nodes, earlier.visits, earlier.exits) as was (node_id, visit, exit)
                where earlier.shard = s.shard and earlier.run_id = s.run_id and earlier.seq < s.seq
                  and was.node_id = m.node_id and was.visit = m.visit and was.exit = '')`
            : sql`m.exit <> '' and ${by.exit === undefined ? sql`true` : sql`m.exit = ${by.exit}`}`
        }
        and s.at >= ${from ?? "-infinity"} and s.at < ${before ?? "infinity"}
        and ${cursor === undefined ? sql`true` : sql`s.run_id || ' ' || lpad(s.seq::text, 9, '0') || ' ' || m.place < ${cursor}`}
      order by 1 desc limit ${limit}
    ) as passed
    order by passed.id desc limit ${limit}`;
}
