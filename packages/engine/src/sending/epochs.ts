import type { Transaction } from "@fairflow/db";

/** The debtors' epochs as they are at this moment (I7): under their locks nobody else moves them on. */
export async function epochsOf(
  { sql }: Pick<Transaction, "sql">,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ id: string; epoch: number }[]>`
    select id, epoch from debtor where id = any(${debtorIds}::uuid[])`;
  return new Map(rows.map(({ id, epoch }) => [id, epoch]));
}

/** Only what the database says at this moment counts: asked just before providers are written to. */
export async function epochsAt(
  tx: Pick<Transaction, "sql">,
  debtorIds: readonly string[],
): Promise<readonly (number | undefined)[]> {
  const epochs = await epochsOf(tx, [...new Set(debtorIds)]);
  return debtorIds.map((id) => epochs.get(id));
}
