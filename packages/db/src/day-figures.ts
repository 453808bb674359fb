import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";

/** Days, both included, and those that they are compared with. */
export interface FigureDays {
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly comparedFrom: LocalDate;
  readonly comparedThrough: LocalDate;
}

export interface FigureScope {
  /** All portfolios where absent. */
  readonly portfolioIds?: readonly string[] | undefined;
}

export interface FigureTotal {
  readonly metric: string;
  readonly detail: string;
  readonly portfolioId: string | null;
  readonly flowId: string | null;
  readonly now: number;
  readonly before: number;
}

/** What was counted of each metric in two periods; by portfolio where that is asked for. */
export async function figureTotals(
  { sql }: Transaction,
  {
    days,
    scope,
    byPortfolio = false,
    metrics,
  }: {
    readonly days: FigureDays;
    readonly scope: FigureScope;
    readonly byPortfolio?: boolean;
    /** All where absent. */
    readonly metrics?: readonly string[];
  },
): Promise<readonly FigureTotal[]> {
  return sql<FigureTotal[]>`
    select metric, detail, ${byPortfolio ? sql`portfolio_id` : sql`null::uuid`} as "portfolioId", flow_id as "flowId",
      coalesce(sum(count) filter (where day between ${days.from} and ${days.through}), 0)::bigint as now,
      coalesce(sum(count) filter (where day between ${days.comparedFrom} and ${days.comparedThrough}), 0)::bigint as before
    from ${counted({ sql }, scope)} as counted
    where day between ${days.comparedFrom} and ${days.through} and metric not in ('stood', 'arrears')
      and ${metrics === undefined ? sql`true` : sql`metric = any(${metrics})`}
    group by 1, 2, 3, 4`;
}

export interface FigureOfDay {
  readonly metric: string;
  readonly day: LocalDate;
  readonly detail: string;
  readonly flowId: string | null;
  readonly count: number;
}

/** Some metrics day by day. */
export async function figuresByDay(
  { sql }: Transaction,
  {
    from,
    through,
    metrics,
    scope,
  }: {
    readonly from: LocalDate;
    readonly through: LocalDate;
    readonly metrics: readonly string[];
    readonly scope: FigureScope;
  },
): Promise<readonly FigureOfDay[]> {
  return sql<FigureOfDay[]>`
    select metric, day::text, detail, flow_id as "flowId", sum(count)::bigint as count
    from ${counted({ sql }, scope)} as counted
    where metric = any(${metrics}) and day between ${from} and ${through}
    group by 1, 2, 3, 4 having sum(count) <> 0`;
}

/** What is open now, by state: placed less ended, over all days. */
export async function openHolds(
  { sql }: Transaction,
  scope: FigureScope,
): Promise<readonly { readonly state: string; readonly holds: number }[]> {
  return sql`
    select detail as state, sum(count)::int as holds from ${counted({ sql }, scope)} as counted
    where metric = 'held' group by detail having sum(count) > 0 order by 2 desc, 1`;
}

export interface StoodBucket {
  readonly day: LocalDate;
  readonly bucket: string;
  readonly currency: string;
  readonly portfolioId: string;
  readonly accounts: number;
  readonly arrears: number;
}

/** How accounts stood at the last close that was kept on or before each of some days. */
export async function stoodAt(
  { sql }: Transaction,
  days: readonly LocalDate[],
  scope: FigureScope,
): Promise<readonly (StoodBucket & { readonly asked: LocalDate })[]> {
  return sql`
    with closed as (
      select asked.day as asked, (
        select max(day) from ${counted({ sql }, scope)} as counted
        where metric = 'stood' and counted.day between asked.day - 40 and asked.day
      ) as day
      from unnest(${days}::date[]) as asked (day)
    )
    select closed.asked::text, closed.day::text, detail as bucket, portfolio.currency, portfolio_id as "portfolioId",
      coalesce(sum(count) filter (where metric = 'stood'), 0)::int as accounts,
      coalesce(sum(count) filter (where metric = 'arrears'), 0)::bigint as arrears
    from closed join ${counted({ sql }, scope)} as counted on counted.day = closed.day and metric in ('stood', 'arrears')
    join portfolio on portfolio.id = portfolio_id
    group by 1, 2, 3, 4, 5`;
}

/** What was added up, and what is not yet. */
function counted({ sql }: Pick<Transaction, "sql">, { portfolioIds }: FigureScope) {
  const inScope =
    portfolioIds === undefined ? sql`true` : sql`portfolio_id = any(${portfolioIds}::uuid[])`;
  return sql`(
    select metric, day, portfolio_id, flow_id, detail, count from figure where ${inScope}
    union all
    select metric, day, portfolio_id, flow_id, detail, count from figure_change where ${inScope}
  )`;
}
