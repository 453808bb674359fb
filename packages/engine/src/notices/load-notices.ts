import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import type { Sql } from "@fairflow/db";
import type { NoticeFacts } from "../debtor-facts.ts";
import { groupByDebtor } from "../group-by-debtor.ts";

/**
 * What is known of the notices that the law required of these debtors, however long ago: those that we sent, and what was
 * recorded of them or of others. One that did not arrive is none.
 *
 * @param ids as the text of an array
 */
export async function readNotices(sql: Sql, ids: string): Promise<Map<string, NoticeFacts[]>> {
  const rows = await sql<NoticeRow[]>`
    select attempt.debtor_id, notice_id, account_ids, accepted_at as sent_at, delivered_at, null::date as sent_on,
      null::date as delivered_on, null::date as served_on
    from unnest(${ids}::uuid[]) as concerned (debtor_id)
    join attempt on attempt.shard = shard_of(concerned.debtor_id) and attempt.debtor_id = concerned.debtor_id
    where notice_id is not null and status in ('accepted', 'delivered') and outcome is distinct from 'failed'
    union all
    select debtor_id, notice_id,
      case when account_id is not null then array[account_id] else array(
        -- A notice about all that they owe says nothing of a debt that came after it.
        select id from account
        where account.debtor_id = notice_record.debtor_id and created_at <= recorded_at
      ) end,
      null, null, sent_on, delivered_on, served_on
    from notice_record
    where debtor_id = any(${ids}::uuid[])`;
  return groupByDebtor(rows, (row) => ({
    noticeId: row.notice_id,
    accountIds: row.account_ids,
    dates: {
      sent: row.sent_at ?? dayOf(row.sent_on),
      delivered: row.delivered_at ?? dayOf(row.delivered_on),
      served: dayOf(row.served_on),
    },
  }));
}

interface NoticeRow {
  readonly debtor_id: string;
  readonly notice_id: string;
  readonly account_ids: readonly string[];
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly sent_on: string | null;
  readonly delivered_on: string | null;
  readonly served_on: string | null;
}

function dayOf(day: string | null): LocalDate | undefined {
  return day !== null && isLocalDate(day) ? day : undefined;
}
