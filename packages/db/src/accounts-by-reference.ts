import type { Transaction } from "./connect.ts";

/** Accounts that are not closed, by the references that their clients gave them; two portfolios may use one. */
export async function accountsByReference(
  tx: Transaction,
  references: readonly string[],
): Promise<readonly { readonly id: string; readonly reference: string }[]> {
  return tx.sql<{ id: string; reference: string }[]>`
    select id, reference from account
    where reference = any(${[...references]}::text[]) and status <> 'closed'`;
}
