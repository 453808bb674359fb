import type { Channel, Purpose } from "@fairflow/compliance/vocabulary";
import type { Transaction } from "./connect.ts";
import type { Past } from "./debtor-timeline.ts";

export interface ConsentHappening {
  readonly id: string;
  readonly at: Date;
  readonly isEnd: boolean;
  readonly channel: Channel | null;
  readonly purpose: Purpose | null;
  readonly rule: string | null;
  /** The id of what shows it. */
  readonly evidence: string | null;
}

/** Each when it was given, and once more when it was taken back. */
export async function consentsHappened(
  { sql }: Transaction,
  past: Past,
): Promise<readonly ConsentHappening[]> {
  return sql<ConsentHappening[]>`
    select each.id, each.at, each.is_end as "isEnd", c.channel, c.purpose, c.rule, each.evidence
    from consent c
    cross join lateral (values
      (c.id || '.given', c.given_at, false, c.evidence),
      (c.id || '.withdrawn', c.withdrawn_at, true, c.withdrawn_evidence)
    ) as each (id, at, is_end, evidence)
    where c.debtor_id = ${past.debtorId} and each.at <= ${past.before}
    order by each.at desc, each.id desc limit ${past.limit}`;
}

export interface NoticeHappening {
  readonly id: string;
  readonly at: Date;
  readonly noticeId: string;
  readonly channel: Channel | null;
  readonly sentOn: string | null;
  readonly deliveredOn: string | null;
  readonly servedOn: string | null;
  /** Null where all of the debtor's accounts are meant. */
  readonly account: string | null;
}

/** Notices that were given outside, and proofs of ours, when they were recorded. */
export async function noticesRecorded(
  { sql }: Transaction,
  past: Past,
): Promise<readonly NoticeHappening[]> {
  return sql<NoticeHappening[]>`
    select n.id || '.notice' as id, n.recorded_at as at, n.notice_id as "noticeId", n.channel, n.sent_on as "sentOn",
      n.delivered_on as "deliveredOn", n.served_on as "servedOn", a.reference as account
    from notice_record n left join account a on a.id = n.account_id
    where n.debtor_id = ${past.debtorId} and n.recorded_at <= ${past.before}
    order by n.recorded_at desc, n.id desc limit ${past.limit}`;
}

export interface AcknowledgementHappening {
  readonly id: string;
  readonly at: Date;
  readonly isStruck: boolean;
  readonly acknowledgedOn: string;
  readonly account: string;
  readonly struckReason: string | null;
}

/** Each when it was recorded, and once more when it was struck. */
export async function acknowledgementsHappened(
  { sql }: Transaction,
  past: Past,
): Promise<readonly AcknowledgementHappening[]> {
  return sql<AcknowledgementHappening[]>`
    select each.id, each.at, each.is_struck as "isStruck", k.acknowledged_on as "acknowledgedOn", a.reference as account,
      case when each.is_struck then k.struck_reason end as "struckReason"
    from acknowledgement k join account a on a.id = k.account_id
    cross join lateral (values
      (k.id || '.acknowledged', k.recorded_at, false), (k.id || '.struck', k.struck_at, true)
    ) as each (id, at, is_struck)
    where k.debtor_id = ${past.debtorId} and each.at <= ${past.before}
    order by each.at desc, each.id desc limit ${past.limit}`;
}
