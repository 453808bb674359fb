import { Readable } from "node:stream";
import { openTable, RefusedFileError } from "@fairflow/intake";
import { HttpError } from "../http/http-error.ts";

const MOST_ROWS = 10_000;

/** One row of a small file, by its columns' names in lower case. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * The rows of a small CSV with the columns that it must have.
 *
 * @throws HttpError for a file that is refused as a whole
 */
export async function readTable(
  csv: string,
  /** Of each group one column must be there. */
  needed: readonly (readonly string[])[],
): Promise<readonly TableRow[]> {
  try {
    const table = await openTable(Readable.from([Buffer.from(csv)]), {
      delimiter: "auto",
      encoding: "auto",
      quote: '"',
      headerRow: 1,
    });
    const columns = table.columns.map((column) => column.trim().toLowerCase());
    const missing = needed.find((group) => !group.some((column) => columns.includes(column)));
    if (missing !== undefined) {
      await table.close();
      throw new HttpError("invalid", `The file has no column ${missing.join(" or ")}.`);
    }
    const rows: TableRow[] = [];
    for await (const { cells, line } of table.rows) {
      if (rows.length >= MOST_ROWS) {
        throw new HttpError("too-large", `At most ${MOST_ROWS} rows are read at a time.`);
      }
      const named = columns.map((column, index) => [column, (cells[index] ?? "").trim()] as const);
      rows.push({ line, cells: Object.fromEntries(named) });
    }
    return rows;
  } catch (cause) {
    if (!(cause instanceof RefusedFileError)) throw cause;
    throw new HttpError("invalid", `${cause.message}.`, { cause });
  }
}
