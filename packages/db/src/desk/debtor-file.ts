import type { Transaction } from "../connect.ts";
import type { Keyring } from "../encryption.ts";
import { DEBTOR_TABLES, type DebtorTable } from "./debtor-tables.ts";

/** All rows of one table that are about a debtor, readable; files in base64. */
export interface TableOfFile {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Everything that is kept of a debtor, table by table. It is read in one transaction, so that it is of one moment. */
export async function readDebtorFile(
  tx: Transaction,
  keyring: Pick<Keyring, "decrypt" | "decryptText">,
  debtorId: string,
): Promise<readonly TableOfFile[]> {
  const tables: TableOfFile[] = [];
  for (const [table, how] of Object.entries(DEBTOR_TABLES)) {
    tables.push({ table, rows: await readTable(tx, keyring, { table, how, debtorId }) });
  }
  return tables;
}

async function readTable(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decrypt" | "decryptText">,
  of: { readonly table: string; readonly how: DebtorTable; readonly debtorId: string },
): Promise<TableOfFile["rows"]> {
  const { table, how, debtorId } = of;
  const sealed = Object.entries(how.sealed ?? {});
  const hidden = [...sealed.map(([column]) => column), ...(how.digests ?? [])];
  const rows = await sql.unsafe<
    { readonly row: Record<string, unknown>; readonly [column: string]: unknown }[]
  >(
    `select to_jsonb(of_table) - array[${hidden.map((column) => `'${column}'`).join(", ")}]::text[] as row
       ${sealed.map(([column, at]) => `, ${column} as "sealed_${column}", ${at.row}::text as "at_${column}"`).join("")}
     from "${table}" as of_table where ${how.where}`,
    [debtorId],
  );
  return rows.map(({ row, ...rest }) => {
    const opened = sealed.map(([column, { isFile }]) => {
      const value = rest[`sealed_${column}`];
      if (!(value instanceof Uint8Array)) return [column, null] as const;
      const place = { table, column, row: String(rest[`at_${column}`]) };
      if (isFile !== true) return [column, keyring.decryptText(place, value)] as const;
      return [column, Buffer.from(keyring.decrypt(place, value)).toString("base64")] as const;
    });
    return { ...row, ...Object.fromEntries(opened) };
  });
}
