import type { Channel } from "@fairflow/compliance/vocabulary";
import type { Transaction } from "./connect.ts";

/** What somebody recorded of a notice that the law requires. Dates are local at the debtor. */
export interface StoredNotice {
  readonly id: string;
  /** All accounts that the debtor had when it was recorded where null. */
  readonly accountId: string | null;
  readonly noticeId: string;
  /** Null where nobody said. */
  readonly channel: Channel | null;
  readonly sentOn: string | null;
  readonly deliveredOn: string | null;
  readonly servedOn: string | null;
  readonly evidence: Readonly<Record<string, string>>;
  /** The message of ours that it is about. */
  readonly attemptId: string | null;
  readonly author: string;
  readonly recordedAt: Date;
}

/** What is on record of a debtor's notices beside what we sent ourselves, the newest first. */
export async function noticeRecordsOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly StoredNotice[]> {
  return sql<StoredNotice[]>`
    select id, account_id as "accountId", notice_id as "noticeId", channel, sent_on as "sentOn",
      delivered_on as "deliveredOn", served_on as "servedOn", evidence, attempt_id as "attemptId", author,
      recorded_at as "recordedAt"
    from notice_record where debtor_id = ${debtorId} order by recorded_at desc, id desc`;
}
