import type { Database } from "@fairflow/db";
import type { DecidedPromises, Tried, Worked } from "@fairflow/reports";
import { accountsOf, type ReportPeriod, type ReportScope } from "./report-scope.ts";

/** By what the lines of a comparison are told apart. */
export type ReportBy = "client" | "portfolio" | "product" | "flow";

/** Promises about accounts of the scope that were decided between two closes. */
export async function readDecidedPromises(
  { sql }: Pick<Database, "sql">,
  scope: ReportScope,
  period: ReportPeriod,
): Promise<readonly DecidedPromises[]> {
  return sql<DecidedPromises[]>`
    select m.status, count(*)::int as promises, sum(m.amount)::bigint as promised,
      coalesce(sum(i.paid), 0)::bigint as paid
    from (${decidedPromises(sql, scope, period)}) as m
    left join lateral (
      select sum(x.paid) as paid from promise_instalment x where x.promise_id = m.id
    ) as i on true
    group by 1`;
}

/** Those promises, one by one. */
export function decidedPromises(
  sql: Database["sql"],
  scope: ReportScope,
  { from, to }: ReportPeriod,
) {
  return sql`
    select m.id, m.debtor_id, m.status, m.amount
    from promise m
    cross join lateral (
      select p.zone from promise_account j join account a on a.id = j.account_id join portfolio p on p.id = a.portfolio_id
      where j.promise_id = m.id and a.id in (select a.id from ${accountsOf(sql, scope)}) limit 1
    ) as own
    where m.status in ('kept', 'partly_kept', 'broken')
      and (m.decided_at at time zone own.zone)::date > ${from}::date
      and (m.decided_at at time zone own.zone)::date <= ${to}::date`;
}

/** What left, or was reported, between two closes, by the debtor's own day. */
export async function readTried(
  { sql }: Pick<Database, "sql">,
  scope: ReportScope,
  period: ReportPeriod,
): Promise<readonly Omit<Tried, "name">[]> {
  return sql<Omit<Tried, "name">[]>`
    select h.channel, count(*)::int as attempts, count(*) filter (where h.is_right_party)::int as "rightParty",
      sum(${costOf(sql, scope)})::float8 as cost
    from attempt h
    where ${wasTried(sql, scope, period)}
    group by 1 order by 2 desc, 1`;
}

/** Whether an attempt `h` is one of those. */
export function wasTried(sql: Database["sql"], scope: ReportScope, period: ReportPeriod) {
  return sql`${tookPlace(sql, period)}
    and exists (select from ${accountsOf(sql, scope)} and a.id = any(h.account_ids))`;
}

/**
 * How each part of the book was worked. What a message about several accounts has cost is divided evenly. An account that
 * was in several flows counts for each.
 */
export async function readWorked(
  { sql }: Pick<Database, "sql">,
  scope: ReportScope,
  { period, by }: { readonly period: ReportPeriod; readonly by: ReportBy },
): Promise<readonly Worked[]> {
  return sql<Worked[]>`
    select n.name, count(*) filter (where n.is_overdue)::int as overdue,
      count(*) filter (where n.is_overdue and n.was_tried)::int as attempted,
      count(*) filter (where n.is_overdue and n.was_reached)::int as reached,
      coalesce(sum(n.collected), 0)::bigint as collected, sum(n.cost)::float8 as cost
    from (${workedAccounts(sql, scope, { period, by })}) as n
    group by 1 order by 2 desc, 1`;
}

/** Those accounts, one by one. */
export function workedAccounts(
  sql: Database["sql"],
  scope: ReportScope,
  { period, by }: { readonly period: ReportPeriod; readonly by: ReportBy },
) {
  const name = {
    client: sql`c.name`,
    portfolio: sql`p.name`,
    product: sql`coalesce(a.product, 'No product')`,
    flow: sql`null::text`,
  }[by];
  const accounts = sql`
    select a.id, a.shard, a.debtor_id, a.reference, ${name} as name from ${accountsOf(sql, scope)}`;
  const named =
    by !== "flow"
      ? accounts
      : sql`select x.id, x.debtor_id, x.reference, f.name from (${accounts}) as x
          cross join lateral (
            select distinct f.name from run r join flow f on f.id = r.flow_id
            where r.shard = x.shard and r.debtor_id = x.debtor_id and r.account_id = x.id
          ) as f`;
  return sql`
    with named as materialized (select id, debtor_id, reference, name from (${named}) as each),
    tried as (
      select account_id, bool_or(h.is_right_party is true) as reached,
        sum(${costOf(sql, scope)} / cardinality(h.account_ids)) as cost
      from attempt h cross join lateral unnest(h.account_ids) as account_id
      where ${tookPlace(sql, period)}
      group by 1
    ), money as (
      select e.account_id, -sum(e.amount) as amount from ledger_entry e
      left join ledger_entry o on o.id = e.reverses
      where e.value_date > ${period.from}::date and e.value_date <= ${period.to}::date
        and (e.kind = 'payment' or (e.kind = 'reversal' and o.kind = 'payment'))
      group by 1
    )
    select n.id, n.debtor_id, n.reference, n.name, s.account_id is not null as is_overdue, s.arrears,
      t.account_id is not null as was_tried, coalesce(t.reached, false) as was_reached, m.amount as collected, t.cost
    from named n
    left join daily_snapshot s on s.account_id = n.id and s.day = ${period.from}::date
      and s.status <> 'paid' and s.days_past_due > 0
    left join tried t on t.account_id = n.id
    left join money m on m.account_id = n.id`;
}

function tookPlace(sql: Database["sql"], { from, to }: ReportPeriod) {
  return sql`h.direction = 'outbound' and h.status in ('accepted', 'delivered')
    and h.planned_for > ${from}::date and h.planned_for <= ${to}::date`;
}

/** Null of what no provider has told, so that nothing told is not nothing charged. */
function costOf(sql: Database["sql"], { currency, minorDigits }: ReportScope) {
  return sql`case when h.price_currency = ${currency} then h.price * ${10 ** minorDigits}::numeric end`;
}
