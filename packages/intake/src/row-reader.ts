import type { Zones } from "@fairflow/calendar";
import { accountReader } from "./account-reader.ts";
import type { AccountRow } from "./account-row.ts";
import type { BadRow, Fault } from "./bad-row.ts";
import { cellsOf } from "./cell.ts";
import type { CsvRecord } from "./csv-records.ts";
import { debtorReader } from "./debtor-reader.ts";
import type { Mapping } from "./mapping.ts";

export interface GoodRow {
  readonly kind: "row";
  readonly line: number;
  readonly row: AccountRow;
}

/**
 * Compiles a mapping for a file with these columns.
 *
 * @throws RefusedFileError where the mapping names a column that the file lacks
 */
export function rowReader(
  mapping: Mapping,
  columns: readonly string[],
  zones: Zones,
): (record: CsvRecord) => GoodRow | BadRow {
  const cells = cellsOf(mapping, columns);
  const debtorOf = debtorReader(cells, zones);
  const accountOf = accountReader(mapping, cells);
  return (record) => {
    const misshapen = shapeFault(record, columns.length);
    if (misshapen !== undefined) return badRow(record, misshapen, []);
    const row = { cells: record.cells, faults: new Array<Fault>() };
    const debtor = debtorOf(row);
    const account = accountOf(row);
    const [first, ...others] = row.faults;
    if (first !== undefined) return badRow(record, first, others);
    if (debtor === undefined || account === undefined) {
      throw new Error("A row without faults lacks a debtor or an account");
    }
    return {
      kind: "row",
      line: record.line,
      row: {
        debtor,
        account,
        get raw() {
          return Object.fromEntries(
            columns.map((column, index) => [column, record.cells[index] ?? ""]),
          );
        },
      },
    };
  };
}

export function badRow(record: CsvRecord, first: Fault, others: readonly Fault[]): BadRow {
  return { kind: "bad-row", line: record.line, faults: [first, ...others], cells: record.cells };
}

/** Spreadsheets add empty cells to the ends of rows; those do no harm. */
function shapeFault(record: CsvRecord, columns: number): Fault | undefined {
  const { cells } = record;
  if (cells.length === columns) return undefined;
  if (cells.length > columns && cells.slice(columns).every((cell) => cell.trim() === ""))
    return undefined;
  const reason = `The row has ${cells.length} cells, and the file has ${columns} columns.`;
  return { column: undefined, reason, value: undefined };
}
