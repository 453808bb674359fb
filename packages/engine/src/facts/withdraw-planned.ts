import type { Transaction } from "@fairflow/db";
import { shardOf } from "@fairflow/db";

/**
 * Takes back what is planned for an account, or for all of a debtor's where none is named: nothing of it leaves (I7). A
 * message that also speaks of other accounts goes on without this one. The caller holds the debtor's lock.
 */
export async function withdrawPlanned(
  { sql }: Transaction,
  of: { readonly debtorId: string; readonly accountId?: string | undefined; readonly now: Date },
): Promise<void> {
  const shard = shardOf(of.debtorId);
  const accountId = of.accountId ?? null;
  await sql`
    update attempt_run as served set is_released = true
    from attempt
    where attempt.shard = ${shard} and attempt.debtor_id = ${of.debtorId} and attempt.status = 'planned'
      and served.shard = attempt.shard and served.attempt_id = attempt.id and not is_released
      and (${accountId}::uuid is null or served.account_id = ${accountId}
        or (served.account_id is null and attempt.account_ids = array[${accountId}::uuid]))`;
  const nothingLeft = sql`(${accountId}::uuid is null or account_ids <@ array[${accountId}::uuid])`;
  await sql`
    update attempt set
      status = case when ${nothingLeft} then 'withdrawn' else status end,
      settled_at = case when ${nothingLeft} then ${of.now}::timestamptz end,
      account_ids = case when ${nothingLeft} then account_ids else array_remove(account_ids, ${accountId}::uuid) end
    where shard = ${shard} and debtor_id = ${of.debtorId} and status = 'planned' and direction = 'outbound'
      and (${accountId}::uuid is null or ${accountId} = any(account_ids))`;
}

/**
 * Takes back the slots that are kept for others for an account, or for all of a debtor's where none is named: whoever keeps
 * one has to ask again. The caller holds the debtor's lock.
 */
export async function withdrawKept(
  { sql }: Transaction,
  of: { readonly debtorId: string; readonly accountId?: string | undefined; readonly now: Date },
): Promise<void> {
  const accountId = of.accountId ?? null;
  await sql`
    update attempt set status = 'withdrawn', settled_at = ${of.now}
    where shard = ${shardOf(of.debtorId)} and debtor_id = ${of.debtorId} and status = 'planned'
      and reserved_until is not null and (${accountId}::uuid is null or ${accountId} = any(account_ids))`;
}
