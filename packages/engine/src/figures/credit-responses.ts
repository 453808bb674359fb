import type { Transaction } from "@fairflow/db";

/** What debtors do of themselves, as `response_credit` reads it from the events. */
const RESPONSES: ReadonlySet<string> = new Set([
  "link.opened",
  "message.replied",
  "opted-out",
  "dispute.opened",
  "promise.made",
]);

/**
 * Credits what debtors did, and was told in this transaction, to the message or talk that reached them last within its flow's
 * window. What none preceded is credited to none. Each is credited once, however often this is called.
 */
export async function creditResponses(
  { sql }: Transaction,
  events: readonly { readonly debtorId: string; readonly kind: string }[],
  at: Date,
): Promise<void> {
  const debtorIds = events.filter(({ kind }) => RESPONSES.has(kind)).map((each) => each.debtorId);
  if (debtorIds.length === 0) return;
  await sql`
    insert into credit (shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency)
    select shard, metric, cause, debtor_id, account_id, version_id, node_id, run_id, attempt_id, at, count, amount, currency
    from response_credit where debtor_id = any(${debtorIds}::uuid[]) and at = ${at}
    on conflict (cause, metric) do nothing`;
}
