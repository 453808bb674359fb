import type { Database } from "@fairflow/db";
import type { LocalDate } from "@fairflow/calendar";
import type { Cohort, CohortPayment } from "@fairflow/reports";
import { accountsOf, type ReportScope } from "./report-scope.ts";

export interface Vintages {
  readonly cohorts: readonly Cohort[];
  readonly payments: readonly CohortPayment[];
}

const SHOWN_COHORTS = 24;

/**
 * Accounts by the month in which they were placed, with what they paid since. An account in no placement was placed when
 * it came. What was placed is all that was booked by the end of that day, without the money that it paid on the day, and
 * what was charged later: an account that goes on being charged could otherwise pay more than was placed.
 */
export async function readVintages(
  database: Pick<Database, "sql">,
  scope: ReportScope,
  to: LocalDate,
): Promise<Vintages> {
  const { sql } = database;
  const recent = placedAccounts(sql, scope, to);
  const money = wasPaid(sql);
  const [cohorts, payments] = await Promise.all([
    sql<Cohort[]>`
      select to_char(x.placed_on, 'YYYY-MM') as month, count(*)::int as accounts,
        coalesce(sum(owed.amount), 0)::bigint as placed
      from (${recent}) as x
      left join lateral (
        select sum(e.amount) as amount from ledger_entry e
        where e.account_id = x.id and (
          ((e.recorded_at at time zone x.zone)::date <= x.placed_on
            and not ((${money}) and e.value_date >= x.placed_on))
          or ((e.recorded_at at time zone x.zone)::date > x.placed_on
            and e.kind in ('opening', 'charge', 'fee') and e.value_date <= ${to}::date))
      ) as owed on true
      group by 1 order by 1`,
    sql<CohortPayment[]>`
      select to_char(x.placed_on, 'YYYY-MM') as month,
        ((extract(year from e.value_date) - extract(year from x.placed_on)) * 12
          + extract(month from e.value_date) - extract(month from x.placed_on))::int as after,
        -sum(e.amount)::bigint as paid
      from (${recent}) as x
      join ledger_entry e on e.account_id = x.id
      where e.value_date >= x.placed_on and e.value_date <= ${to}::date and (${money})
      group by 1, 2 order by 1, 2`,
  ]);
  return { cohorts, payments };
}

/** The accounts of the cohorts that are shown, with the day on which each was placed. */
export function placedAccounts(sql: Database["sql"], scope: ReportScope, to: LocalDate) {
  return sql`
    select id, debtor_id, reference, balance, zone, placed_on
    from (
      select a.id, a.debtor_id, a.reference, a.balance, a.zone,
        coalesce(l.placed_on, (a.created_at at time zone a.zone)::date) as placed_on
      from (
        select a.id, a.debtor_id, a.reference, a.balance, a.placement_id, a.created_at, p.zone
        from ${accountsOf(sql, scope)}
      ) as a
      left join placement l on l.id = a.placement_id
    ) as each
    where placed_on <= ${to}::date
      and placed_on >= date_trunc('month', ${to}::date) - make_interval(months => ${SHOWN_COHORTS - 1})`;
}

/** Whether a ledger entry `e` is money that came, or that bounced. */
export function wasPaid(sql: Database["sql"]) {
  return sql`(e.kind = 'payment' or (e.kind = 'reversal' and exists (
    select from ledger_entry o where o.id = e.reverses and o.kind = 'payment')))`;
}
