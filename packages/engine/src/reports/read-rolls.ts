import type { LocalDate } from "@fairflow/calendar";
import { addDays, daysBetween } from "@fairflow/calendar";
import type { Database } from "@fairflow/db";
import type { Aged, Redefaults, Roll } from "@fairflow/reports";
import { accountsOf, type ReportPeriod, type ReportScope } from "./report-scope.ts";

/** Where accounts that owed something at the first close stood at the last. */
export async function readRolls(
  { sql }: Pick<Database, "sql">,
  scope: ReportScope,
  { from, to }: ReportPeriod,
): Promise<readonly Roll[]> {
  return sql<Roll[]>`
    select f.bucket as "from",
      case when t.account_id is null then 'closed' when t.status = 'paid' then 'paid' else t.bucket end as "to",
      count(*)::int as accounts, sum(f.balance)::bigint as balance
    from daily_snapshot f
    left join daily_snapshot t on t.account_id = f.account_id and t.day = ${to}::date
    where f.day = ${from}::date and f.status <> 'paid'
      and f.account_id in (select a.id from ${accountsOf(sql, scope)})
    group by 1, 2 order by 1, 2`;
}

/** Accounts that cured in a period of the same length before this one, and whether that lasted. */
export async function readRedefaults(
  { sql }: Pick<Database, "sql">,
  scope: ReportScope,
  { from, to }: ReportPeriod,
): Promise<Redefaults> {
  const earlier = addDays(from, -daysBetween(from, to));
  const [row] = await sql<Redefaults[]>`
    select count(*)::int as cured, count(*) filter (where t.days_past_due > 0)::int as "overdueAgain"
    from daily_snapshot e
    join daily_snapshot f on f.account_id = e.account_id and f.day = ${from}::date
    left join daily_snapshot t on t.account_id = e.account_id and t.day = ${to}::date
    where e.day = ${earlier}::date and e.status <> 'paid' and e.days_past_due > 0
      and f.status <> 'paid' and f.days_past_due = 0
      and e.account_id in (select a.id from ${accountsOf(sql, scope)})`;
  return row ?? { cured: 0, overdueAgain: 0 };
}

/** How old the debt was at a close. */
export async function readAgeing(
  { sql }: Pick<Database, "sql">,
  scope: ReportScope,
  day: LocalDate,
): Promise<readonly Aged[]> {
  return sql<Aged[]>`
    select s.bucket, count(*)::int as accounts, sum(s.balance)::bigint as balance, sum(s.arrears)::bigint as overdue
    from daily_snapshot s
    where s.day = ${day}::date and s.status <> 'paid'
      and s.account_id in (select a.id from ${accountsOf(sql, scope)})
    group by 1`;
}

export interface KeptDays {
  readonly first: LocalDate;
  /** The last day that every portfolio in question has closed. */
  readonly last: LocalDate;
}

/** The days of which closes are kept; undefined where none is. */
export async function readKeptDays(
  { sql }: Pick<Database, "sql">,
  scope: Pick<ReportScope, "clientId" | "portfolioId">,
): Promise<KeptDays | undefined> {
  const { clientId, portfolioId } = scope;
  const [row] = await sql<{ first: LocalDate | null; last: LocalDate | null }[]>`
    select min(first_day) as first, min(closed_through) as last
    from portfolio p
    cross join lateral (
      select s.day as first_day from daily_snapshot s where s.portfolio_id = p.id order by s.day limit 1
    ) as kept
    where p.closed_through is not null
      ${clientId === undefined ? sql`` : sql`and p.client_id = ${clientId}`}
      ${portfolioId === undefined ? sql`` : sql`and p.id = ${portfolioId}`}`;
  const { first = null, last = null } = row ?? {};
  return first === null || last === null ? undefined : { first, last };
}
