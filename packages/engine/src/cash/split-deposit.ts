import { newId, type Transaction } from "@fairflow/db";
import {
  isLine,
  lockLine,
  refused,
  saveAllocations,
  type CashOutcome,
  type LineAct,
} from "./cash-act.ts";

/**
 * Puts an agency's list in the place of the deposit that its money came in by: from now on its lines stand on the desk, and
 * the deposit is done with. A list takes the place of one deposit, of exactly its total.
 */
export async function splitDepositIn(
  tx: Transaction,
  act: LineAct & { readonly remittanceId: string; readonly evidence?: unknown },
): Promise<CashOutcome> {
  const { sql } = tx;
  const line = await lockLine(tx, act);
  if (!isLine(line)) return line;
  const [remittance] = await sql<{ total: number; currency: string; isIn: boolean }[]>`
    select closing as total, currency,
      exists (select from allocation where remittance_id = statement.id and reversed_at is null) as "isIn"
    from statement where id = ${act.remittanceId} and kind = 'remittance' for no key update`;
  if (remittance === undefined) return refused("unknown");
  if (remittance.isIn) return refused("not-live");
  if (remittance.currency !== line.currency) return refused("other-currency");
  // Of a deposit that something was put to already, the rest is no longer what the agency paid over.
  if (line.rest !== line.amount) return refused("more-than-rest");
  if (remittance.total !== line.amount) return refused("other-total");
  await sql`
    update statement_line set is_in = true, booking_date = ${line.bookingDate}, revision = revision + 1
    where id in (select line_id from statement_entry where statement_id = ${act.remittanceId})`;
  const { remittanceId, evidence } = act;
  const allocation = {
    id: newId(),
    kind: "split" as const,
    amount: line.amount,
    remittanceId,
    evidence,
  };
  return saveAllocations(tx, {
    line,
    by: act,
    allocations: [allocation],
    action: "cash.split_deposit",
  });
}
