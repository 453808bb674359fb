import type { Transaction } from "../connect.ts";
import type { Keyring } from "../encryption.ts";
import type { LineDetails } from "../kept-statements.ts";
import { byteaText, rowSet } from "../row-set.ts";
import { DEBTOR_TABLES, type DebtorTable } from "./debtor-tables.ts";

/**
 * Destroys what is kept of a debtor as a person: names, addresses, numbers, files, and every word to and from them. What
 * happened stays in ids, amounts and days, with opt-outs and the digest by which the client's file knows them.
 *
 * @returns how many rows were emptied, by table
 */
export async function eraseDebtorData(
  tx: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  debtorId: string,
): Promise<Readonly<Record<string, number>>> {
  const { sql } = tx;
  const emptied: Record<string, number> = {};
  // What names rows of other tables goes before what those are found by.
  const messages = await sql`
    update sandbox_message set recipient = null, subject = null, body = null, html = null, is_void = true
    where attempt_id in (select id from attempt where shard = shard_of(${debtorId}) and debtor_id = ${debtorId})`;
  emptied["sandbox_message"] = messages.count;
  emptied["statement_line"] = await emptyLines(tx, keyring, debtorId);
  for (const [table, how] of Object.entries(DEBTOR_TABLES)) {
    const statement = statementOf(table, how);
    if (statement === undefined) continue;
    emptied[table] = (await sql.unsafe(statement, [debtorId])).count;
  }
  const terms = await sql`delete from search_term where debtor_id = ${debtorId}`;
  emptied["search_term"] = terms.count;
  return Object.fromEntries(Object.entries(emptied).filter(([, count]) => count > 0));
}

/** When a debtor was erased; null for one who was not, undefined for one whom nobody knows. */
export async function erasedAt(
  { sql }: Transaction,
  debtorId: string,
): Promise<Date | null | undefined> {
  const [row] = await sql<{ at: Date | null }[]>`
    select erased_at as at from debtor where id = ${debtorId}`;
  return row?.at;
}

/** What empties the rows of one table; undefined where nothing in it is the person's. */
function statementOf(
  table: string,
  { where, sealed = {}, erased = {} }: DebtorTable,
): string | undefined {
  if (erased === "apart") return undefined;
  if (erased === "rows") return `delete from "${table}" where ${where}`;
  const set = [
    ...Object.keys(sealed).map((column) => [column, "null"] as const),
    ...Object.entries(erased),
  ].map(([column, value]) => `"${column}" = ${value}`);
  return set.length === 0 ? undefined : `update "${table}" set ${set.join(", ")} where ${where}`;
}

const NO_WORDS: LineDetails = {
  texts: [],
  payerName: null,
  payerAccount: null,
  bankReference: null,
};

/** The words of bank lines that paid for nobody else, and of which nothing is left to put somewhere. */
async function emptyLines(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  debtorId: string,
): Promise<number> {
  const lines = await sql<{ id: string }[]>`
    select id from statement_line
    where rest = 0
      and id in (select line_id from allocation join account on account.id = account_id where debtor_id = ${debtorId})
      and not exists (
        select from allocation left join account on account.id = account_id
        where line_id = statement_line.id and debtor_id is distinct from ${debtorId}
      )
    for update`;
  if (lines.length === 0) return 0;
  const emptied = lines.map(({ id }) => {
    const place = { table: "statement_line", column: "details", row: id };
    return { id, details: byteaText(keyring.encrypt(place, JSON.stringify(NO_WORDS))) };
  });
  await sql`
    update statement_line set details = emptied.details, payer_account = null
    from jsonb_to_recordset(${rowSet(emptied)}::jsonb) as emptied (id uuid, details bytea)
    where statement_line.id = emptied.id`;
  return lines.length;
}
