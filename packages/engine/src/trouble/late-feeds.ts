import type { Sql } from "@fairflow/db";
import type { Trouble } from "./trouble.ts";

/** A statement is late once it is overdue by half of the longest time between the last ones. */
const LATE_BY = 1.5;
/** So many earlier statements of an account say how often one comes. */
const STATEMENTS_LOOKED_AT = 6;

/** Portfolios whose balance or payment file is older than they allow: their demands are deferred. */
export async function lateFeeds(sql: Sql, now: Date): Promise<readonly Trouble[]> {
  const rows = await sql<
    { id: string; name: string; data_as_of: Date; max_data_age_hours: number }[]
  >`
    select portfolio.id, portfolio.name || ' of ' || client.name as name, data_as_of, max_data_age_hours
    from portfolio join client on client.id = client_id
    where max_data_age_hours is not null and data_as_of < ${now}::timestamptz - max_data_age_hours * interval '1 hour'
    order by data_as_of`;
  return rows.map((row) => ({
    kind: "feed-late",
    id: row.id,
    about: row.name,
    since: new Date(row.data_as_of.getTime() + row.max_data_age_hours * 3_600_000),
    code: null,
    facts: { asOfMs: row.data_as_of.getTime(), hours: row.max_data_age_hours },
    flowId: null,
    people: [],
    peopleCount: null,
    actions: ["hand-over"],
  }));
}

/** Bank accounts whose next statement should have come, by how often the last ones did. */
export async function lateStatements(sql: Sql, realNow: Date): Promise<readonly Trouble[]> {
  const rows = await sql<
    { id: string; name: string; last: Date; longest_days: number; due: Date }[]
  >`
    select id, name, last, longest_days, due from (
      select bank_account_id, max(kept_at) as last, max(gap)::float8 as longest_days,
        max(kept_at) + max(gap) * ${LATE_BY}::float8 * interval '1 day' as due
      from (
        select bank_account_id, kept_at,
          extract(epoch from kept_at - lag(kept_at) over (partition by bank_account_id order by kept_at)) / 86400 as gap
        from (
          select bank_account_id, kept_at,
            row_number() over (partition by bank_account_id order by kept_at desc) as nth
          from statement where bank_account_id is not null
        ) as newest
        where nth <= ${STATEMENTS_LOOKED_AT}
      ) as gaps
      group by bank_account_id having count(gap) >= 3
    ) as expected join bank_account on id = bank_account_id
    where due < ${realNow} order by due`;
  return rows.map((row) => ({
    kind: "statement-late",
    id: row.id,
    about: row.name,
    since: row.due,
    code: null,
    facts: {
      lastMs: row.last.getTime(),
      longestDays: Math.round(row.longest_days * 10) / 10,
    },
    flowId: null,
    people: [],
    peopleCount: null,
    actions: ["hand-over"],
  }));
}
