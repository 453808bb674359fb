import { isDateFormat } from "@fairflow/intake/date-format";
import { z } from "zod";

/** The name of a column as the file's header has it; of a file without one `column 1` and so on. */
export const ColumnName = z.string().trim().min(1).max(200);

/** How the file is opened as a table, and how it writes days and amounts. */
export const TableForm = z.strictObject({
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"]).default("auto"),
  quote: z.enum(['"', "none"]).default('"'),
  /** Which record names the columns; 0: none. */
  headerRow: z.int().min(0).max(100).default(1),
  dates: z
    .string()
    .refine(isDateFormat, { error: "Not a date format: write one such as YYYY-MM-DD or D/M/YYYY" }),
  decimal: z.enum([".", ","]).default("."),
  thousands: z.enum(["", ",", ".", " ", "'"]).default(""),
});
export type TableForm = z.infer<typeof TableForm>;

/**
 * A file opened as a table, with all its records: what `openTable` of the intake gives, whose limits, encodings and
 * quotes are those of every file that is uploaded.
 */
export interface OpenedTable {
  readonly columns: readonly string[];
  readonly preamble: readonly TableRecord[];
  readonly rows: readonly TableRecord[];
}

export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}
