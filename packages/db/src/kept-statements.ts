import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import { byteaText, inChunks, rowSet } from "./row-set.ts";
import type { STATEMENT_KINDS, STATEMENT_LINE_KINDS } from "./schema/words.ts";

/** What a line says in words; personal data. */
export interface LineDetails {
  readonly texts: readonly string[];
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly bankReference: string | null;
}

export interface StatementToKeep {
  readonly key: string;
  readonly kind: (typeof STATEMENT_KINDS)[number];
  /** IBAN or number of a bank's; the agency's number of a remittance. */
  readonly account: string;
  readonly number: string | null;
  readonly currency: string;
  readonly opening: { readonly amount: number; readonly date: LocalDate | undefined };
  readonly closing: { readonly amount: number; readonly date: LocalDate | undefined };
  readonly lines: readonly LineToKeep[];
}

export interface LineToKeep extends LineDetails {
  readonly key: string;
  readonly kind: (typeof STATEMENT_LINE_KINDS)[number];
  readonly valueDate: LocalDate;
  readonly bookingDate: LocalDate;
  readonly amount: number;
  readonly deposit: string | null;
  readonly fileLine: number;
}

/** Of these statements and lines those that are kept already, by their keys. */
export async function knownStatements(
  { sql }: Transaction,
  asked: { readonly statements: readonly string[]; readonly lines: readonly string[] },
): Promise<{ readonly statements: ReadonlySet<string>; readonly lines: ReadonlySet<string> }> {
  const [statements, lines] = await Promise.all([
    sql<{ key: string }[]>`select key from statement where key = any(${asked.statements}::text[])`,
    sql<{ key: string }[]>`select key from statement_line where key = any(${asked.lines}::text[])`,
  ]);
  return {
    statements: new Set(statements.map(({ key }) => key)),
    lines: new Set(lines.map(({ key }) => key)),
  };
}

export interface NeighbourStatement {
  readonly closing: number;
  readonly closingOn: LocalDate | null;
}

/** What an account of ours was last known to hold, on or before a day; undefined where nothing is known of it. */
export async function closingBefore(
  { sql }: Transaction,
  of: { readonly number: string; readonly currency: string; readonly day: LocalDate },
): Promise<NeighbourStatement | undefined> {
  const [row] = await sql<NeighbourStatement[]>`
    select closing, closing_on as "closingOn" from statement join bank_account b on b.id = bank_account_id
    where b.number = ${of.number} and b.currency = ${of.currency} and closing_on <= ${of.day}
    order by closing_on desc, statement.id desc limit 1`;
  return row;
}

/**
 * Keeps statements that are not known yet, and of their lines those that no other brought: a line stands once however many
 * statements have it. Statements are kept by one transaction at a time.
 *
 * @returns the lines that are new, in no order
 */
export async function keepStatements(
  tx: Transaction,
  keyring: Keyring,
  of: {
    readonly fileId: string;
    readonly statements: readonly StatementToKeep[];
    readonly by: string;
    readonly now: Date;
  },
): Promise<readonly string[]> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended('statements', 0))`;
  const added: string[] = [];
  for (const statement of of.statements) {
    const bankAccountId =
      statement.kind === "bank" ? await ensureBankAccount(tx, statement, of) : null;
    const statementId = await addStatement(tx, { ...of, statement, bankAccountId });
    if (statementId === undefined) continue;
    for (const lines of inChunks(statement.lines)) {
      added.push(
        ...(await addLines(tx, keyring, { statement, statementId, bankAccountId, lines })),
      );
    }
  }
  return added;
}

async function ensureBankAccount(
  { sql }: Transaction,
  { account, currency }: StatementToKeep,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<string> {
  await sql`
    insert into bank_account (id, number, currency, name, created_by, created_at)
    values (${newId()}, ${account}, ${currency}, ${account}, ${by}, ${now})
    on conflict (number, currency) do nothing`;
  const [row] = await sql<{ id: string }[]>`
    select id from bank_account where number = ${account} and currency = ${currency}`;
  if (row === undefined) throw new Error("The bank account was not saved");
  return row.id;
}

async function addStatement(
  { sql }: Transaction,
  of: {
    readonly statement: StatementToKeep;
    readonly fileId: string;
    readonly bankAccountId: string | null;
    readonly now: Date;
  },
): Promise<string | undefined> {
  const { key, kind, account, number, currency, opening, closing, lines } = of.statement;
  const read = lines.reduce((sum, { amount }) => sum + amount, 0);
  const [row] = await sql<{ id: string }[]>`
    insert into statement (id, key, file_id, kind, bank_account_id, number, currency, opening, opening_on, closing,
      closing_on, unread, kept_at)
    values (${newId()}, ${key}, ${of.fileId}, ${kind}, ${of.bankAccountId}, ${kind === "bank" ? number : account},
      ${currency}, ${opening.amount}, ${opening.date ?? null}, ${closing.amount}, ${closing.date ?? null},
      ${closing.amount - opening.amount - read}, ${of.now})
    on conflict (key) do nothing returning id`;
  return row?.id;
}

async function addLines(
  { sql }: Transaction,
  keyring: Keyring,
  of: {
    readonly statement: StatementToKeep;
    readonly statementId: string;
    readonly bankAccountId: string | null;
    readonly lines: readonly LineToKeep[];
  },
): Promise<readonly string[]> {
  const records = of.lines.map((line) => recordOf(keyring, line));
  const added = await sql<{ id: string }[]>`
    insert into statement_line (id, key, bank_account_id, kind, value_date, booking_date, amount, currency, details,
      payer_account, file_line, deposit, rest, is_in)
    select i.id, i.key, ${of.bankAccountId}::uuid, i.kind, i.value_date, i.booking_date, i.amount,
      ${of.statement.currency}, i.details, i.payer_account, i.file_line, i.deposit, i.amount,
      ${of.statement.kind === "bank"}
    from jsonb_to_recordset(${rowSet(records)}::jsonb) as i (id uuid, key text, kind text, value_date date,
      booking_date date, amount bigint, details bytea, payer_account bytea, file_line int, deposit text)
    on conflict (key) do nothing returning id`;
  await sql`
    insert into statement_entry (statement_id, line_id)
    select ${of.statementId}::uuid, id from statement_line
    where key = any(${of.lines.map(({ key }) => key)}::text[])`;
  return added.map(({ id }) => id);
}

function recordOf(keyring: Keyring, line: LineToKeep) {
  const id = newId();
  const { texts, payerName, payerAccount, bankReference } = line;
  const details: LineDetails = { texts, payerName, payerAccount, bankReference };
  const sealed = keyring.encrypt(
    { table: "statement_line", column: "details", row: id },
    JSON.stringify(details),
  );
  return {
    id,
    key: line.key,
    kind: line.kind,
    value_date: line.valueDate,
    booking_date: line.bookingDate,
    amount: line.amount,
    details: byteaText(sealed),
    payer_account:
      payerAccount === null ? undefined : byteaText(keyring.lookup("bank_account", payerAccount)),
    file_line: line.fileLine,
    deposit: line.deposit,
  };
}
