import { minorDigits } from "@fairflow/intake/currency";
import { safeText } from "@fairflow/intake/safe-text";
import writeXlsxFile, { type CellObject } from "write-excel-file/node";
import type { Cell, Column, Table } from "./table.ts";

const DEFAULT_DIGITS = 2;
const MOST_OF_A_NAME = 31;
const WIDEST = 60;

/** Tables as an Excel workbook (ECMA-376), a sheet each, with a heading that stays in sight. Nothing in it is a formula. */
export async function toXlsx(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map(({ name, columns, rows, notes = [] }) => ({
    sheet: sheetName(name),
    stickyRowsCount: 1,
    columns: columns.map((column, index) => ({ width: widthOf(column, rows, index) })),
    data: [
      columns.map(({ heading }) => ({ ...text(heading), fontWeight: "bold" as const })),
      ...rows.map((row) => columns.map((column, index) => cellOf(column, row[index] ?? null))),
      ...(notes.length === 0 ? [] : [[null], ...notes.map((note) => [text(note)])]),
    ],
  }));
  return writeXlsxFile(sheets).toBuffer();
}

/** Excel refuses some characters in a sheet's name and more than 31 of them. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, MOST_OF_A_NAME);
}

function cellOf(column: Column, cell: Cell): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === "string") return text(cell);
  switch (column.kind) {
    case "money": {
      const digits = minorDigits(column.currency) ?? DEFAULT_DIGITS;
      return number(cell / 10 ** digits, decimals("#,##0", digits));
    }
    case "share":
      return number(cell, "0.0 %");
    case "number":
      return number(cell, decimals("#,##0", column.digits ?? 0));
    case "text":
    case "date":
      return number(cell, "General");
  }
}

function text(value: string): CellObject {
  return { type: String, value: safeText(value), format: "@" };
}

function number(value: number, format: string): CellObject {
  return { type: Number, value, format };
}

function decimals(whole: string, digits: number): string {
  return digits === 0 ? whole : `${whole}.${"0".repeat(digits)}`;
}

function widthOf(column: Column, rows: Table["rows"], index: number): number {
  const longest = rows.reduce(
    (most, row) => Math.max(most, String(row[index] ?? "").length),
    column.heading.length,
  );
  return Math.min(WIDEST, longest + 3);
}
