import type { Transaction } from "./connect.ts";

export interface Absence {
  /** Accounts that are not closed and that the feed does not list. */
  readonly missing: readonly string[];
  readonly open: number;
}

/** What a full feed lacks: whatever of the portfolios that it lists was not seen in it. */
export async function findAbsent(tx: Transaction, asOf: Date): Promise<Absence> {
  const rows = await tx.sql<{ id: string; seen: boolean }[]>`
    select id, data_as_of is not distinct from ${asOf}::timestamptz as seen from account
    where status <> 'closed'
      and portfolio_id in (select portfolio_id from account where data_as_of = ${asOf}::timestamptz)`;
  return { missing: rows.filter(({ seen }) => !seen).map(({ id }) => id), open: rows.length };
}

/** The accounts that a full feed lacks and that are not closed: they close only by confirmation or a recall. */
export async function markAbsent(tx: Transaction, accountIds: readonly string[]): Promise<void> {
  await tx.sql`
    update account set is_absent = true where id = any(${accountIds}::uuid[]) and not is_absent and status <> 'closed'`;
}
