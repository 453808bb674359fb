import type { BadRow } from "./bad-row.ts";
import { csvLine } from "./csv-line.ts";

const LINE_COLUMN = "Import line";
const REASON_COLUMN = "Import reason";
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The bad rows as a CSV file in UTF-8 to correct and upload again: the original cells under their own columns, then the line
 * and the reasons. No cell can be taken for a formula by a spreadsheet. Yields a line at a time, for lists of any length.
 *
 * @param columns those of the file that the rows come from
 */
export function* problemsToCsv(
  columns: readonly string[],
  badRows: Iterable<BadRow>,
): Generator<string, void, undefined> {
  // A file that is such a list itself gets its two columns anew.
  const kept = [...columns.keys()].filter((index) => !isOurs(columns[index] ?? ""));
  const names = kept.map((index) => columns[index] ?? "");
  // The mark tells spreadsheets that the file is UTF-8.
  yield BYTE_ORDER_MARK + csvLine([...names, LINE_COLUMN, REASON_COLUMN]);
  for (const badRow of badRows) yield problemLine(kept, badRow);
}

function isOurs(column: string): boolean {
  return column === LINE_COLUMN || column === REASON_COLUMN;
}

function problemLine(kept: readonly number[], { cells, faults, line }: BadRow): string {
  const reasons = faults.map((fault) => fault.reason).join(" ");
  return csvLine([...kept.map((index) => cells[index] ?? ""), String(line), reasons]);
}
