import { readClock, type Transaction } from "@fairflow/db";

/**
 * Leaves a notice to a person: it stands on the desk with the reason, nothing of it is booked, and one open task says that
 * there are such notices.
 *
 * @param why a code or a sentence without personal data
 */
export async function quarantineNotice(
  tx: Transaction,
  { inboxId, why }: { readonly inboxId: string; readonly why: string },
  realNow: Date,
): Promise<void> {
  const { now } = await readClock(tx);
  await tx.sql`
    update inbox set quarantined_at = ${realNow}, quarantine_reason = ${why} where id = ${inboxId}`;
  await tx.sql`
    insert into task (team, kind, title, outcomes, created_at)
    select 'Payments', 'payment_notice', 'Look at what gateways told of payments that cannot be booked',
      ${JSON.stringify([{ id: "done", label: "Looked at" }])}::jsonb, ${now}::timestamptz
    where not exists (select from task where kind = 'payment_notice' and status = 'open')`;
}
