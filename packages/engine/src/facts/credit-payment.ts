import type { Transaction } from "@fairflow/db";
import { firstShardOf, laneOfDebtor } from "../lane.ts";

const HOUR_MS = 3_600_000;

export interface Credit {
  readonly debtorId: string;
  readonly accountId: string;
  /** Positive minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly paidAt: Date;
  /** False for a further part of a payment that was counted. */
  readonly isCounted?: boolean;
}

/**
 * Credits money to the step whose message reached the person last: one that spoke of the account, within the flow's
 * attribution window before the payment. A payment that no message preceded is credited to none.
 */
export function creditPayment(tx: Transaction, credit: Credit): Promise<void> {
  return count(tx, credit, { now: credit.paidAt, sign: 1 });
}

/** Takes the credit of a payment that was reversed from the step that had it, in the hour in which that is known. */
export function takeCreditBack(tx: Transaction, credit: Credit, now: Date): Promise<void> {
  return count(tx, credit, { now, sign: -1 });
}

async function count(
  { sql }: Transaction,
  { debtorId, accountId, amount, currency, paidAt, isCounted = true }: Credit,
  { now, sign }: { readonly now: Date; readonly sign: 1 | -1 },
): Promise<void> {
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  await sql`
    insert into counter (version_id, hour, node_id, metric, exit, shard, count)
    select version_id, ${hour}, node_id, metric, exit, ${firstShardOf(laneOfDebtor(debtorId))}, credit
    from (
      select version_id, node_id
      from attempt
      join attempt_run on attempt_run.shard = attempt.shard and attempt_id = attempt.id
      join flow_version on flow_version.id = version_id
      where attempt.shard = shard_of(${debtorId}) and debtor_id = ${debtorId}
        and attempt.status in ('accepted', 'delivered') and ${accountId}::uuid = any(account_ids)
        and (attempt_run.account_id = ${accountId} or attempt_run.account_id is null)
        and accepted_at <= ${paidAt}
        and accepted_at >= ${paidAt}::timestamptz - make_interval(days => (document -> 'settings' ->> 'attributionDays')::int)
      order by accepted_at desc, attempt.id desc
      limit 1
    ) as credited
    cross join (values ('money', ${currency}::text, ${sign * amount}::bigint), ('paid', '', ${isCounted ? sign : 0}))
      as counted (metric, exit, credit)
    where credit <> 0
    on conflict (version_id, hour, node_id, metric, exit, shard) do update set count = counter.count + excluded.count`;
}
