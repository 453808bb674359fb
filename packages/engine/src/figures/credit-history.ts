import type { Transaction } from "@fairflow/db";

/** Credits all that has happened and is not credited yet, as for a history that was not lived through step by step. */
export async function creditHistory({ sql }: Transaction): Promise<void> {
  await sql`
    insert into credit (shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency)
    select shard, 'paid', cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency from payment_credit
    union all
    select shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency from response_credit
    union all
    select shard, 'goal', cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, null, null from goal_credit
    on conflict (cause, metric) do nothing`;
}
