import type { RulePack } from "@fairflow/compliance";
import type { Transaction } from "@fairflow/db";
import { readLawState } from "./law-state.ts";

/** The packs under which a debtor's accounts are collected, as the law of the installation has them. */
export async function packsOfDebtor(
  tx: Transaction,
  debtorId: string,
): Promise<readonly RulePack[]> {
  const [{ packs }, rows] = await Promise.all([
    readLawState(tx),
    tx.sql<{ id: string }[]>`
      select distinct unnest(pack_ids) as id from account join portfolio on portfolio.id = portfolio_id
      where debtor_id = ${debtorId}`,
  ]);
  const ids = new Set(rows.map(({ id }) => id));
  return packs.flatMap(({ id, pack }) => (ids.has(id) ? [pack] : []));
}
