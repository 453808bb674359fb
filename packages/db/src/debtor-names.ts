import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";

/** The names of debtors by id; those that nobody knows or that were erased are left out. */
export async function debtorNames(
  tx: Transaction,
  keyring: Keyring,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ id: string; debtorId: string; name: Uint8Array }[]>`
    select id, debtor_id as "debtorId", name from party
    where debtor_id = any(${debtorIds}::uuid[]) and is_debtor and name is not null`;
  return new Map(
    rows.map(({ id, debtorId, name }) => [
      debtorId,
      keyring.decryptText({ table: "party", column: "name", row: id }, name),
    ]),
  );
}
