import type { LocalDate } from "@fairflow/calendar";
import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "./connect.ts";
import { arrearsOn, bucketOf } from "./fact-columns.ts";

const COLUMNS = sql.raw(
  "day, account_id, portfolio_id, placement_id, bucket, days_past_due, arrears, balance, status, stage, holds",
);

/**
 * Keeps how every open account of a portfolio stands at the local close of a day, since an overwritten balance cannot be
 * asked about yesterday. A day that was kept already stays as it was.
 *
 * @param now the instant of the close, at which holds are read
 * @returns how many accounts were kept
 */
export async function takeDailySnapshot(
  tx: Transaction,
  { portfolioId, day, now }: { portfolioId: string; day: LocalDate; now: Date },
): Promise<number> {
  await tx.sql`select ensure_daily_snapshot_partitions(${day}, ${day})`;
  const today = sql`${day}::date`;
  const late = daysPastDue(sql`a.oldest_unpaid_on`, today);
  const kept = await tx.orm.execute(sql`
    insert into daily_snapshot (${COLUMNS})
    select ${today}, a.id, a.portfolio_id, a.placement_id, ${bucketOf(late)}, ${late},
      ${arrearsOn(sql`a`, today)}, a.balance, a.status, a.stage,
      array(select distinct h.state from hold h
        where h.debtor_id = a.debtor_id and coalesce(h.account_id, a.id) = a.id
          and h.ended_at is null and (h.until is null or h.until > ${now.toISOString()}::timestamptz)
        order by h.state)
    from account a where a.portfolio_id = ${portfolioId} and a.status <> 'closed'
    on conflict (day, account_id) do nothing
    returning account_id`);
  return kept.length;
}

/** How an account stood at each close of days on end, as whoever brings the past along knows it. Amounts are minor units. */
export interface PastClose {
  readonly accountId: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly oldestUnpaidOn: LocalDate | null;
  readonly arrears: number;
  readonly balance: number;
  readonly status: string;
  readonly stage: string | null;
  /** The states of the holds that were open. */
  readonly holds: readonly string[];
}

/**
 * Keeps closes of days that nobody looked at when they ended, from how accounts are known to have stood then. They are in no
 * figure before `countPastCloses`: counted batch by batch, each would look through the days of all that came before.
 */
export async function keepPastCloses(
  tx: Transaction,
  { portfolioId, closes }: { portfolioId: string; closes: readonly PastClose[] },
): Promise<void> {
  const days = closes.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).toSorted();
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return;
  await tx.sql`select ensure_daily_snapshot_partitions(${first}, ${last})`;
  const late = daysPastDue(sql`c."oldestUnpaidOn"`, sql`day`);
  await tx.sql`select set_config('fairflow.figures', 'off', true)`;
  await tx.orm.execute(sql`
    insert into daily_snapshot (${COLUMNS})
    select day, a.id, a.portfolio_id, a.placement_id, ${bucketOf(late)}, ${late}, c.arrears, c.balance, c.status, c.stage, c.holds
    from jsonb_to_recordset(${JSON.stringify(closes)}::text::jsonb) as c ("accountId" uuid, "firstDay" date, "lastDay" date,
      "oldestUnpaidOn" date, arrears bigint, balance bigint, status text, stage text, holds text[])
    join account a on a.id = c."accountId" and a.portfolio_id = ${portfolioId}
    cross join lateral (select c."firstDay" + n as day from generate_series(0, c."lastDay" - c."firstDay") as n) as closed
    on conflict (day, account_id) do nothing`);
  await tx.sql`select set_config('fairflow.figures', 'on', true)`;
}

/** Puts the closes of a portfolio into its figures, of which none is there yet, as the triggers would have. */
export async function countPastCloses(
  { sql: run }: Transaction,
  portfolioId: string,
): Promise<void> {
  await run`
    insert into figure_change (metric, day, portfolio_id, detail, count)
    select f.metric, s.day, s.portfolio_id, s.bucket, sum(f.count)
    from daily_snapshot s cross join lateral (values ('stood', 1::bigint), ('arrears', s.arrears)) as f (metric, count)
    where s.portfolio_id = ${portfolioId}
    group by 1, 2, 3, 4 having sum(f.count) <> 0
    union all
    select 'cured', day, portfolio_id, bucket, count(*) from cure where portfolio_id = ${portfolioId} group by 2, 3, 4`;
}

function daysPastDue(oldestUnpaidOn: SQL, day: SQL): SQL {
  return sql`greatest(0, coalesce(${day} - ${oldestUnpaidOn}, 0))`;
}
