import type { Transaction } from "./connect.ts";

/**
 * Tells the planner what a large import has brought. Until then it takes the tables for nearly empty, and statements
 * of the hot path get plans that read them whole.
 */
export async function refreshStatistics(tx: Transaction): Promise<void> {
  await tx.sql`analyze debtor, debtor_reference, party, address, account, account_party, ledger_entry, due_item`;
}
