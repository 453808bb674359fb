import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";

/** What stands on the desk of one currency, by the days on which it was booked. */
export interface CashSum {
  readonly currency: string;
  /** Unallocated money that came in, minor units, and of how many lines. */
  readonly cameIn: number;
  readonly linesIn: number;
  readonly wentOut: number;
  readonly linesOut: number;
  /** As `cameIn`, by the bounds that were given: booked before the first, between, from the last on. */
  readonly byAge: readonly { readonly amount: number; readonly lines: number }[];
  readonly refunds: number;
  readonly refundLines: number;
}

/** @param bounds days, the oldest first */
export async function cashSums(
  { sql }: Transaction,
  bounds: readonly LocalDate[],
): Promise<readonly CashSum[]> {
  const rows = await sql<
    (Omit<CashSum, "byAge"> & {
      readonly amounts: readonly string[];
      readonly counts: readonly number[];
    })[]
  >`
    with standing as (
      select currency, rest, width_bucket(booking_date::timestamptz, ${bounds}::date[]::timestamptz[]) as age
      from statement_line where rest <> 0 and is_in
    ), aged as (
      select c.currency, n as age, coalesce(sum(rest), 0) as amount, count(rest)::int as lines
      from (select distinct currency from bank_account) c cross join generate_series(0, ${bounds.length}) as n
      left join standing s on s.currency = c.currency and s.age = n and s.rest > 0
      group by c.currency, n
    ), waiting as (
      select l.currency, sum(a.amount) as amount, count(distinct l.id)::int as lines
      from allocation a join statement_line l on l.id = a.line_id
      where a.kind = 'refund' and a.approved_at is null and a.reversed_at is null group by l.currency
    ), sums as (
      select currency, sum(amount)::bigint as came_in, sum(lines)::int as lines_in,
        array_agg(amount::text order by age) as amounts, array_agg(lines order by age) as counts
      from aged group by currency
    )
    select sums.currency, came_in as "cameIn", lines_in as "linesIn", amounts, counts,
      coalesce((select sum(rest) from standing where currency = sums.currency and rest < 0), 0)::bigint as "wentOut",
      (select count(*) from standing where currency = sums.currency and rest < 0)::int as "linesOut",
      coalesce(w.amount, 0)::bigint as refunds, coalesce(w.lines, 0) as "refundLines"
    from sums left join waiting w on w.currency = sums.currency order by sums.currency`;
  return rows.map(({ amounts, counts, ...sum }) => ({
    ...sum,
    byAge: amounts.map((amount, index) => ({ amount: Number(amount), lines: counts[index] ?? 0 })),
  }));
}
