import type { Transaction } from "./connect.ts";

/** What clients call these accounts, by their ids. */
export async function accountReferences(
  { sql }: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; reference: string }[]>`
    select id, reference from account where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, reference }) => [id, reference]));
}
