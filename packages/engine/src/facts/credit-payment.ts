import type { Transaction } from "@fairflow/db";
import { firstShardOf, laneOfDebtor } from "../lane.ts";

const HOUR_MS = 3_600_000;

/**
 * Credits money to the step whose message reached the person last: one that spoke of the account, within the flow's
 * attribution window before the payment. A payment that no message preceded is credited to none.
 */
export async function creditPayment(
  { sql }: Transaction,
  of: {
    readonly debtorId: string;
    readonly accountId: string;
    /** Minor units. */
    readonly amount: number;
    readonly now: Date;
  },
): Promise<void> {
  const { debtorId, accountId, amount, now } = of;
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  await sql`
    insert into counter (version_id, hour, node_id, metric, exit, shard, count)
    select version_id, ${hour}, node_id, metric, '', ${firstShardOf(laneOfDebtor(debtorId))}, credit
    from (
      select version_id, node_id
      from attempt
      join attempt_run on attempt_run.shard = attempt.shard and attempt_id = attempt.id
      join flow_version on flow_version.id = version_id
      where attempt.shard = shard_of(${debtorId}) and debtor_id = ${debtorId}
        and attempt.status in ('accepted', 'delivered') and ${accountId}::uuid = any(account_ids)
        and (attempt_run.account_id = ${accountId} or attempt_run.account_id is null)
        and accepted_at <= ${now}
        and accepted_at >= ${now}::timestamptz - make_interval(days => (document -> 'settings' ->> 'attributionDays')::int)
      order by accepted_at desc, attempt.id desc
      limit 1
    ) as credited
    cross join (values ('money', ${amount}::bigint), ('paid', 1)) as counted (metric, credit)
    on conflict (version_id, hour, node_id, metric, exit, shard) do update set count = counter.count + excluded.count`;
}
