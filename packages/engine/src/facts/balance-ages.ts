import type { Sql } from "@fairflow/db";

/** How old the figures of a portfolio were when its messages of a period were sent; ages in milliseconds. */
export interface BalanceAges {
  readonly portfolioId: string;
  readonly sends: number;
  /** Of these, those of which no file of the client says as of when its figures are. */
  readonly unknown: number;
  /** Null where nothing is known. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  readonly oldestMs: number | null;
  /** The messages with the oldest figures, at most ten, to be opened. */
  readonly oldest: readonly {
    readonly attemptId: string;
    readonly debtorId: string;
    readonly sentAt: string;
    readonly ageMs: number;
  }[];
}

/**
 * The age of the balance at each send: from the moment as of which the client's latest file gave the portfolio's figures, by
 * which `stale data` is judged too, to the verdict under which the message left. Each send keeps it in
 * `attempt.balance_as_of`. What was made elsewhere and only reported is none of ours.
 *
 * @param of sent from the first moment on and before the second, on the installation's clock; portfolios in the order of
 * their ids, those without a send left out
 */
export async function balanceAges(
  sql: Sql,
  of: { readonly from: Date; readonly to: Date },
): Promise<readonly BalanceAges[]> {
  return sql<BalanceAges[]>`
    with sent as (
      select portfolio_id, id, debtor_id, accepted_at,
        extract(epoch from greatest(verdict_at - balance_as_of, case when balance_as_of is not null then interval '0' end)) * 1000 as age
      from attempt
      where accepted_at >= ${of.from} and accepted_at < ${of.to} and direction = 'outbound' and reported_at is null
    ), ranked as (
      select sent.*, row_number() over (partition by portfolio_id order by age desc nulls last, id) as place from sent
    )
    select portfolio_id as "portfolioId", count(*)::int as sends, count(*) filter (where age is null)::int as unknown,
      (percentile_cont(0.5) within group (order by age))::bigint as "medianMs",
      (percentile_cont(0.95) within group (order by age))::bigint as "p95Ms", max(age)::bigint as "oldestMs",
      coalesce(jsonb_agg(jsonb_build_object('attemptId', id, 'debtorId', debtor_id, 'sentAt', accepted_at, 'ageMs', age::bigint)
        order by place) filter (where place <= 10 and age is not null), '[]') as oldest
    from ranked group by portfolio_id order by portfolio_id`;
}
