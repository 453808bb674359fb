import { toCsv, toXlsx, type Column, type Table } from "@fairflow/exports";
import type { ReportColumn, ReportTable } from "@fairflow/reports";

/** What stands at the head of a report's file. */
export interface ReportHead {
  readonly title: string;
  readonly currency: string;
  /** Between which closes, and whose accounts, in words. */
  readonly subtitle: string;
}

/** A report as a workbook, a sheet for each table with its definition below. */
export function reportXlsx(tables: readonly ReportTable[], head: ReportHead): Promise<Uint8Array> {
  return toXlsx(tables.map((table) => sheetOf(table, head)));
}

export function reportCsv(table: ReportTable, head: ReportHead): string {
  return toCsv(sheetOf(table, head));
}

function sheetOf({ title, definition, columns, rows }: ReportTable, head: ReportHead): Table {
  return {
    name: title,
    columns: columns.map((column) => ({ heading: column.label, ...kindOf(column, head) })),
    rows,
    notes: [definition, head.subtitle],
  };
}

type ExportKind = Column extends infer Each
  ? Each extends Column
    ? Omit<Each, "heading">
    : never
  : never;

function kindOf({ kind }: ReportColumn, { currency }: ReportHead): ExportKind {
  switch (kind) {
    case "text":
      return { kind: "text" };
    case "count":
      return { kind: "number" };
    case "money":
      return { kind: "money", currency };
    case "share":
      return { kind: "share" };
    case "price":
      return { kind: "number", digits: 2 };
  }
}
