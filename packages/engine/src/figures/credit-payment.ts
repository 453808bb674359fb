import type { Transaction } from "@fairflow/db";

/**
 * Credits what was booked of a payment, in or back, to the message or talk that reached the debtor last before its value date was
 * over: one about the account, within its flow's attribution window. What none preceded is credited to none; what goes back
 * follows what came. What was credited before stays as it is.
 */
export async function creditPayment({ sql }: Transaction, paymentId: string): Promise<void> {
  await sql`
    insert into credit (shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency)
    select shard, 'paid', cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency
    from payment_credit where payment_id = ${paymentId}
    on conflict (cause, metric) do nothing`;
}
