import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";

/** What a gateway took on one day and has not passed on yet, less what went back; minor units. */
export interface DayOfTakings {
  /** As `payment.source` names it: `gateway:payfast`. */
  readonly gateway: string;
  readonly currency: string;
  readonly day: LocalDate;
  readonly payments: number;
  readonly amount: number;
}

/** The payments of gateways that no bank line has brought yet, by the days from which they count, the oldest first. */
export async function takingsNotPaidOut(
  { sql }: Transaction,
  since: LocalDate,
): Promise<readonly DayOfTakings[]> {
  return sql<DayOfTakings[]>`
    select payment.source as gateway, payment.currency, payment.value_date as day, count(*)::int as payments,
      sum(kept.amount)::bigint as amount
    from payment cross join lateral (
      select -coalesce(sum(amount), 0)::bigint as amount from ledger_entry where payment_id = payment.id
    ) as kept
    where payout_id is null and source like 'gateway:%' and value_date >= ${since} and kept.amount > 0
    group by payment.source, payment.currency, payment.value_date
    order by payment.source, payment.currency, payment.value_date`;
}
