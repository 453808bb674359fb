import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import type { FigureScope } from "./day-figures.ts";
import { eachShard, pageFloor, type Fragment } from "./page-floor.ts";

/** One of the things that a figure counts, with the person it is about. */
export interface Behind {
  /** By which a list goes on. */
  readonly id: string;
  readonly debtorId: string;
  readonly at: Date | null;
  readonly day: LocalDate;
  readonly detail: string;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly attemptId: string | null;
}

export interface BehindQuestion {
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly scope: FigureScope;
  /** One part alone. */
  readonly detail?: string | undefined;
  /** Those after this one. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Sql = Transaction["sql"];

/** Which attempts a figure counts. */
export type AttemptKind = "attempts" | "contacts" | "right_party" | "cost" | "balance_age";

/** The attempts of some days, the newest first: ids are in the order of time. */
export async function attemptsBehind(
  { sql }: Transaction,
  kind: AttemptKind,
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  const newest = (columns: Fragment, floor: Fragment, most: number) => sql`
    select attempt.id, ${columns}
    from attempt join portfolio on portfolio.id = portfolio_id
    where attempt.shard = each_shard.number::smallint and accepted_at is not null and direction = 'outbound' and ${counts(sql, kind)}
      and accepted_at between (${from}::date - 1)::timestamptz and (${through}::date + 2)::timestamptz
      and (accepted_at at time zone portfolio.zone)::date between ${from} and ${through}
      and ${inScope(sql, scope)} and ${detail === undefined ? sql`true` : sql`${detailOf(sql, kind)} = ${detail}`}
      and ${cursor === undefined ? sql`true` : sql`attempt.id < ${cursor}`} and ${floor}
    order by attempt.id desc limit ${most}`;
  const floor = pageFloor(sql, (most) => newest(sql`accepted_at`, sql`true`, most), limit);
  const columns = sql`debtor_id, accepted_at, (accepted_at at time zone portfolio.zone)::date as day, price, price_currency,
    ${detailOf(sql, kind)} as detail`;
  return sql<Behind[]>`
    select a.id, a.debtor_id as "debtorId", a.accepted_at as at, a.day::text, a.detail,
      round(a.price * 100)::bigint as amount, a.price_currency as currency, a.id as "attemptId"
    from ${eachShard(sql)} cross join lateral (${newest(columns, sql`attempt.id >= ${floor}`, limit)}) as a
    order by a.id desc limit ${limit}`;
}

function counts(sql: Sql, kind: AttemptKind) {
  switch (kind) {
    case "attempts":
      return sql`true`;
    case "contacts":
      return sql`(delivered_at is not null or is_right_party is not null or outcome = 'conversation')`;
    case "right_party":
      return sql`is_right_party`;
    case "cost":
      return sql`price is not null`;
    case "balance_age":
      return sql`reported_at is null`;
  }
}

function detailOf(sql: Sql, kind: AttemptKind) {
  return kind === "balance_age" ? sql`balance_age_of(balance_as_of, verdict_at)` : sql`channel`;
}

/** What the gate kept back; the detail is the rule, or why it could not judge. */
export async function keptBackBehind(
  { sql }: Transaction,
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  const newest = (columns: Fragment, floor: Fragment, most: number) => sql`
    select attempt.id, ${columns}
    from attempt join portfolio on portfolio.id = portfolio_id
    where attempt.shard = each_shard.number::smallint and status in ('deferred', 'forbidden')
      and verdict_at between (${from}::date - 1)::timestamptz and (${through}::date + 2)::timestamptz
      and (verdict_at at time zone portfolio.zone)::date between ${from} and ${through}
      and ${inScope(sql, scope)}
      and ${detail === undefined ? sql`true` : sql`(${detail} = any(verdict_rules) or cardinality(verdict_rules) = 0 and verdict_reason = ${detail})`}
      and ${cursor === undefined ? sql`true` : sql`attempt.id < ${cursor}`} and ${floor}
    order by attempt.id desc limit ${most}`;
  const floor = pageFloor(sql, (most) => newest(sql`verdict_at`, sql`true`, most), limit);
  const columns = sql`debtor_id, verdict_at, (verdict_at at time zone portfolio.zone)::date as day,
    coalesce(${detail ?? null}::text, verdict_rules[1], verdict_reason) as rule`;
  return sql<Behind[]>`
    select a.id, a.debtor_id as "debtorId", a.verdict_at as at, a.day::text, a.rule as detail, null as amount, null as currency,
      a.id as "attemptId"
    from ${eachShard(sql)} cross join lateral (${newest(columns, sql`attempt.id >= ${floor}`, limit)}) as a
    order by a.id desc limit ${limit}`;
}

/** What was paid and what went back, by value date; or by when it was known, with how late that was. */
export async function moneyBehind(
  { sql }: Transaction,
  kind: "collected" | "days_to_stop",
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  const known = sql`(e.recorded_at at time zone portfolio.zone)::date`;
  const late = sql`days_to_stop_of(e.value_date, ${known})`;
  const isLate = kind === "days_to_stop";
  return sql<Behind[]>`
    select e.id, account.debtor_id as "debtorId", e.recorded_at as at, e.value_date::text as day,
      ${isLate ? late : sql`e.kind`} as detail, -e.amount as amount, account.currency, null as "attemptId"
    from ledger_entry e join account on account.id = e.account_id join portfolio on portfolio.id = portfolio_id
    where ${isLate ? sql`e.kind = 'payment' and ${known}` : sql`e.kind in ('payment', 'reversal') and e.value_date`} between ${from} and ${through}
      and ${inScope(sql, scope)} and ${partOf(sql, isLate ? late : sql`portfolio.id::text`, detail)}
      and ${cursor === undefined ? sql`true` : sql`e.id < ${cursor}`}
    order by e.id desc limit ${limit}`;
}

/** What was promised on some days, that stands or was decided. */
export async function promisesBehind(
  { sql }: Transaction,
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  return sql<Behind[]>`
    select promise.id, promise.debtor_id as "debtorId", made_at as at, made_on::text as day, promise.status as detail,
      amount, promise.currency, null as "attemptId"
    from promise
    cross join lateral (select account_id from promise_account where promise_id = promise.id order by account_id limit 1) as first
    join account on account.id = first.account_id join portfolio on portfolio.id = portfolio_id
    where promise.status not in ('proposed', 'cancelled') and made_on between ${from} and ${through}
      and ${inScope(sql, scope)} and ${partOf(sql, sql`portfolio.id::text`, detail)}
      and ${cursor === undefined ? sql`true` : sql`promise.id < ${cursor}`}
    order by promise.id desc limit ${limit}`;
}

/** Entries that ended well in the month in which they began, by flow. */
export async function goalsBehind(
  { sql }: Transaction,
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  return sql<Behind[]>`
    select credit.id, credit.debtor_id as "debtorId", at, (at at time zone portfolio.zone)::date::text as day, flow.name as detail,
      null as amount, null as currency, attempt_id as "attemptId"
    from credit join flow_version on flow_version.id = credit.version_id join flow on flow.id = flow_version.flow_id
    join portfolio on portfolio.id = portfolio_of(credit.debtor_id, credit.account_id)
    join run on run.shard = credit.shard and run.id = run_id
    where metric = 'goal' and month_of_entry(run.started_at, at, portfolio.zone) = 'same'
      and (at at time zone portfolio.zone)::date between ${from} and ${through}
      and ${inScope(sql, scope)} and ${partOf(sql, sql`flow.id::text`, detail)}
      and ${cursor === undefined ? sql`true` : sql`credit.id < ${cursor}`}
    order by credit.id desc limit ${limit}`;
}

/** What is held now, whenever that began. */
export async function holdsBehind(
  { sql }: Transaction,
  { scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  return sql<Behind[]>`
    select hold.id, hold.debtor_id as "debtorId", since as at, (since at time zone portfolio.zone)::date::text as day, state as detail,
      null as amount, null as currency, null as "attemptId"
    from hold join portfolio on portfolio.id = portfolio_of(hold.debtor_id, hold.account_id)
    where ended_at is null and ${inScope(sql, scope)} and ${partOf(sql, sql`state`, detail)}
      and ${cursor === undefined ? sql`true` : sql`hold.id < ${cursor}`}
    order by hold.id desc limit ${limit}`;
}

export async function disputesBehind(
  { sql }: Transaction,
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  return sql<Behind[]>`
    select dispute.id, dispute.debtor_id as "debtorId", opened_at as at, (opened_at at time zone portfolio.zone)::date::text as day,
      dispute.kind as detail, amount, case when amount is not null then account.currency end as currency, null as "attemptId"
    from dispute join account on account.id = account_id join portfolio on portfolio.id = portfolio_id
    where (opened_at at time zone portfolio.zone)::date between ${from} and ${through}
      and ${inScope(sql, scope)} and ${partOf(sql, sql`dispute.kind`, detail)}
      and ${cursor === undefined ? sql`true` : sql`dispute.id < ${cursor}`}
    order by dispute.id desc limit ${limit}`;
}

/** Accounts that were in arrears at the last close before the month, by the first close at which these were gone, the latest first. */
export async function curedBehind(
  { sql }: Transaction,
  { from, through, scope, detail, cursor, limit }: BehindQuestion,
): Promise<readonly Behind[]> {
  return sql<Behind[]>`
    select cured.day || ' ' || cured.account_id as id, account.debtor_id as "debtorId", null as at, cured.day::text, cured.bucket as detail,
      cured.arrears as amount, account.currency, null as "attemptId"
    from (select day::date from generate_series(${through}::date, ${from}::date, interval '-1 day') as day) as closed
    cross join lateral (
      select cure.day, cure.account_id, cure.bucket, cure.arrears
      from cure join portfolio on portfolio.id = cure.portfolio_id
      where cure.day = closed.day and ${inScope(sql, scope)} and ${partOf(sql, sql`portfolio.id::text`, detail)}
        and ${cursor === undefined ? sql`true` : sql`cure.day || ' ' || cure.account_id < ${cursor}`}
      order by cure.account_id desc limit ${limit}
    ) as cured
    join account on account.id = cured.account_id
    order by cured.day desc, cured.account_id desc limit ${limit}`;
}

function inScope(sql: Sql, { portfolioIds }: FigureScope) {
  return portfolioIds === undefined ? sql`true` : sql`portfolio.id = any(${portfolioIds}::uuid[])`;
}

function partOf(sql: Sql, part: ReturnType<typeof inScope>, detail: string | undefined) {
  return detail === undefined ? sql`true` : sql`${part} = ${detail}`;
}
