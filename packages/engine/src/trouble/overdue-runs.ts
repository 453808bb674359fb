import type { Sql } from "@fairflow/db";
import type { Trouble } from "./trouble.ts";

/** Of the engine's time, and of real time where that clock runs faster: a worker has had time to come to it. */
const LATE_MS = 10 * 60_000;
const LATE_REAL_MS = 60_000;
/** Of a flow so many are counted. */
const MOST_COUNTED = 1_000;

interface OverdueFlow {
  readonly flow_id: string;
  readonly name: string;
  readonly since: Date;
  readonly count: number;
  readonly debtor_ids: readonly string[];
}

/** Flows with runs that should have gone on and did not. */
export async function overdueRuns(
  sql: Sql,
  { now, speed }: { readonly now: Date; readonly speed: number },
): Promise<readonly Trouble[]> {
  const rows = await sql<OverdueFlow[]>`
    select flow_id, flow.name, min(wake_at) as since, count(*)::int as count,
      (array_agg(debtor_id order by wake_at))[1:20] as debtor_ids
    from generate_series(0, 127) as of_all (shard)
    cross join lateral (
      select flow_id, debtor_id, wake_at from run
      where run.shard = of_all.shard and wake_at < ${lateBefore(now, speed)}
      order by wake_at limit ${MOST_COUNTED}
    ) as late join flow on flow.id = flow_id
    group by flow_id, flow.name order by since`;
  return rows.map((row) => ({
    kind: "run-overdue",
    id: row.flow_id,
    about: row.name,
    since: row.since,
    code: null,
    facts: { runs: row.count },
    flowId: row.flow_id,
    people: row.debtor_ids.map((debtorId) => ({ debtorId, accountId: null })),
    peopleCount: row.count,
    actions: ["retry", "hand-over"],
  }));
}

/** The lanes in which a flow's runs are overdue. */
export async function overdueLanes(
  sql: Sql,
  flowId: string,
  { now, speed }: { readonly now: Date; readonly speed: number },
): Promise<readonly number[]> {
  const rows = await sql<{ lane: number }[]>`
    select distinct shard / 8 as lane from run
    where wake_at < ${lateBefore(now, speed)} and flow_id = ${flowId} order by lane`;
  return rows.map(({ lane }) => lane);
}

function lateBefore(now: Date, speed: number): Date {
  return new Date(now.getTime() - Math.max(LATE_MS, LATE_REAL_MS * speed));
}
