import type { Sql } from "@fairflow/db";

/** So many rows travel in one statement: enough to fill it, few enough to keep memory flat. */
const ROWS_PER_STATEMENT = 5_000;

/** A value as a column takes it: bytes as `bytes` writes them, lists as arrays, the rest of what is structured as JSON. */
export type Row<Column extends string> = Readonly<Record<Column, unknown>>;

/** Writes a table's rows as sets. What a row has beside these columns is left out. */
export async function insertRows<Column extends string>(
  sql: Sql,
  { table, columns }: { readonly table: string; readonly columns: readonly Column[] },
  rows: readonly Row<Column>[],
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows
      .slice(start, start + ROWS_PER_STATEMENT)
      .map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
    // Table and columns are constants of this package.
    await sql.unsafe(
      `insert into "${table}" (${names}) select ${names} from jsonb_populate_recordset(null::"${table}", $1::text::jsonb)`,
      [JSON.stringify(chunk)],
    );
  }
}

/** Bytes as PostgreSQL reads them from text. */
export function bytes(value: Uint8Array): string {
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
}
