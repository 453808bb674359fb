import type { LocalDate } from "@fairflow/calendar";
import { sql } from "drizzle-orm";
import type { Transaction } from "./connect.ts";
import { arrearsOn, bucketOf } from "./fact-columns.ts";

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
  const daysPastDue = sql`greatest(0, coalesce(${today} - a.oldest_unpaid_on, 0))`;
  const kept = await tx.orm.execute(sql`
    insert into daily_snapshot (day, account_id, portfolio_id, placement_id, bucket, days_past_due, arrears, balance,
      status, stage, holds)
    select ${today}, a.id, a.portfolio_id, a.placement_id, ${bucketOf(daysPastDue)}, ${daysPastDue},
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
