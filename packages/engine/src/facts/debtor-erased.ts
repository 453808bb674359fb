import { lockDebtors, type Transaction } from "@fairflow/db";
import { tell, type FactDeps } from "./telling.ts";
import { withdrawPlanned } from "./withdraw-planned.ts";

/**
 * A debtor is erased: in one transaction nothing that is planned leaves any more (I7), no link opens, no task asks for them,
 * and their runs end with the reason. What is kept of their data `eraseDebtorIn` destroys, in the same transaction.
 *
 * @returns false for one who was erased before, or whom nobody knows
 */
export async function debtorErasedIn(
  deps: FactDeps,
  tx: Transaction,
  { debtorId, now }: { readonly debtorId: string; readonly now: Date },
): Promise<boolean> {
  await lockDebtors(tx, [debtorId]);
  const { sql } = tx;
  const { count } = await sql`
    update debtor set erased_at = ${now} where id = ${debtorId} and erased_at is null`;
  if (count === 0) return false;
  await withdrawPlanned(tx, { debtorId, now });
  await Promise.all([
    sql`
      update payment_link set revoked_at = ${now}, revoked_reason = 'erased'
      where debtor_id = ${debtorId} and revoked_at is null`,
    sql`
      update task set status = 'cancelled', closed_at = ${now}, closed_by = 'system'
      where debtor_id = ${debtorId} and status = 'open' and kind in ('review', 'call', 'visit', 'claims_paid')`,
  ]);
  await tell(deps, tx, { events: [{ debtorId, kind: "debtor.erased" }], now });
  return true;
}
