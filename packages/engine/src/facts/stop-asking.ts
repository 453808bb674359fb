import type { Transaction } from "@fairflow/db";
import { withdrawPlanned } from "./withdraw-planned.ts";

/** An account that is not asked for any more, and why. */
export interface NotAskedFor {
  readonly debtorId: string;
  readonly accountId: string;
  readonly reason: "paid" | "closed" | "recalled";
  readonly now: Date;
}

/**
 * Stops what still asks for a debt: what is planned is taken back (I7), its tasks and its links are closed, and a settlement
 * that nobody has accepted is offered no more. A link for several accounts stays while one of them is open. The caller holds
 * the debtor's lock.
 */
export async function stopAskingFor(tx: Transaction, of: NotAskedFor): Promise<void> {
  const { sql } = tx;
  const { debtorId, accountId, reason, now } = of;
  await Promise.all([
    withdrawPlanned(tx, { debtorId, accountId, now }),
    sql`
      update task set status = 'cancelled', closed_at = ${now}, closed_by = 'system'
      where account_id = ${accountId} and status = 'open'
        and kind in ('review', 'call', 'visit', 'claims_paid', 'approve_settlement')`,
    sql`
      update settlement set status = 'lapsed', decided_at = ${now}, decided_by = 'system', reason = ${reason}
      where account_id = ${accountId} and status in ('proposed', 'offered')`,
    sql`
      update payment_link set revoked_at = ${now}, revoked_reason = ${reason}
      where debtor_id = ${debtorId} and ${accountId} = any(account_ids) and revoked_at is null and purpose = 'pay'
        and not exists (select from account where id = any(account_ids) and status = 'open')`,
  ]);
}
