import type { Sql } from "@fairflow/db";

/** How long money of one source was there before it stopped what asks for it, in days of the portfolio's calendar. */
export interface ValueDateToStop {
  readonly portfolioId: string;
  /** By what we heard of it: `gateway`, `bank`, `feed`, `desk`, ... */
  readonly source: string;
  readonly payments: number;
  /** Of these, those that stopped on the very day from which the money counts. */
  readonly sameDay: number;
  readonly medianDays: number;
  readonly p95Days: number;
  readonly longestDays: number;
  /** Messages about these debts that left after the value date was over and before anybody knew of the money. */
  readonly sentMeanwhile: number;
  /** The payments that took longest, at most ten, to be opened. */
  readonly slowest: readonly {
    readonly paymentId: string;
    readonly debtorId: string;
    readonly days: number;
  }[];
}

/**
 * From the value date of each payment to the stop: it stops what it settles in the transaction that books it, so the day of
 * `payment.received_at` in the portfolio's zone is when it stopped. Money that is put to another account later counts as of
 * then; a payment over accounts of several portfolios counts in the one of its first entry.
 *
 * @param of booked from the first moment on and before the second, on the installation's clock
 */
export async function valueDateToStop(
  sql: Sql,
  of: { readonly from: Date; readonly to: Date },
): Promise<readonly ValueDateToStop[]> {
  return sql<ValueDateToStop[]>`
    with stopped as (
      select payment.id, payment.debtor_id, split_part(payment.source, ':', 1) as source, entry.portfolio_id,
        greatest(0, (received_at at time zone entry.zone)::date - payment.value_date) as days, meanwhile.sends
      from payment
      cross join lateral (
        select account.portfolio_id, portfolio.zone, account.shard
        from ledger_entry join account on account.id = ledger_entry.account_id
        join portfolio on portfolio.id = account.portfolio_id
        where ledger_entry.payment_id = payment.id and ledger_entry.kind = 'payment'
        order by ledger_entry.id limit 1
      ) as entry
      cross join lateral (
        select count(*)::int as sends from attempt
        where attempt.shard = entry.shard and attempt.debtor_id = payment.debtor_id and direction = 'outbound'
          and reported_at is null and accepted_at >= (payment.value_date + 1)::timestamp at time zone entry.zone
          and accepted_at < received_at
          and account_ids && array(select account_id from ledger_entry where payment_id = payment.id)
      ) as meanwhile
      where received_at >= ${of.from} and received_at < ${of.to}
    ), ranked as (
      select stopped.*, row_number() over (partition by portfolio_id, source order by days desc, id) as place from stopped
    )
    select portfolio_id as "portfolioId", source, count(*)::int as payments,
      count(*) filter (where days = 0)::int as "sameDay",
      percentile_cont(0.5) within group (order by days) as "medianDays",
      percentile_cont(0.95) within group (order by days) as "p95Days", max(days) as "longestDays",
      sum(sends)::int as "sentMeanwhile",
      jsonb_agg(jsonb_build_object('paymentId', id, 'debtorId', debtor_id, 'days', days) order by place)
        filter (where place <= 10) as slowest
    from ranked group by portfolio_id, source order by portfolio_id, source`;
}
