import { csvCell } from "@fairflow/intake/csv-line";
import { minorDigits } from "@fairflow/intake/currency";
import type { Cell, Column, Table } from "./table.ts";

/** Without it spreadsheets read UTF-8 as something else. */
const BYTE_ORDER_MARK = "\u{feff}";
const DEFAULT_DIGITS = 2;

/** A table as CSV (RFC 4180) in UTF-8; numbers with a point and without groups. */
export function toCsv({ columns, rows }: Omit<Table, "name" | "notes">): string {
  const lines = [
    columns.map(({ heading }) => csvCell(heading)),
    ...rows.map((row) => columns.map((column, index) => cellOf(column, row[index] ?? null))),
  ];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

function cellOf(column: Column, cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return csvCell(cell);
  return column.kind === "money" ? decimalOf(cell, column.currency) : String(cell);
}

/** Minor units as a decimal, exactly. */
function decimalOf(minor: number, currency: string): string {
  const digits = minorDigits(currency) ?? DEFAULT_DIGITS;
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
