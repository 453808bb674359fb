import { createReadStream } from "node:fs";
import type { Zones } from "@fairflow/calendar";
import type { AccountRow } from "./account-row.ts";
import type { BadRow } from "./bad-row.ts";
import type { Mapping } from "./mapping.ts";
import { openAccounts } from "./read-accounts.ts";

/** A whole file of accounts in memory. */
export interface Accounts {
  readonly columns: readonly string[];
  readonly rows: readonly AccountRow[];
  readonly badRows: readonly BadRow[];
}

/**
 * Reads a small file from the disk, such as an example's; a large one is for `readAccounts`.
 *
 * @throws RefusedFileError for a file that is refused as a whole
 */
export async function accountsFrom(
  path: string,
  mapping: Mapping,
  zones: Zones,
): Promise<Accounts> {
  const { table, rows: items } = await openAccounts(createReadStream(path), mapping, { zones });
  const rows: AccountRow[] = [];
  const badRows: BadRow[] = [];
  for await (const item of items) {
    if (item.kind === "row") rows.push(item.row);
    else badRows.push(item);
  }
  return { columns: table.columns, rows, badRows };
}
