import type { Fault } from "./bad-row.ts";
import { folded } from "./column-guess.ts";
import type { ColumnSource, Mapping } from "./mapping.ts";
import { RefusedFileError } from "./refused-file.ts";
import { withoutGuard } from "./safe-text.ts";
import { slipsApart } from "./slips-apart.ts";
import type { TargetField } from "./target-field.ts";

/** Where one field of a row comes from: a column, a constant for cells that are empty, or both. */
export interface Cell {
  readonly column: string | undefined;
  /** The column's place; -1 without a column. */
  readonly index: number;
  readonly values: ReadonlyMap<string, string> | undefined;
  readonly constant: string;
}

/** A row while it is being read. */
export interface RowInHand {
  readonly cells: readonly string[];
  readonly faults: Fault[];
}

/** Why a text is not what it should be, as the end of a sentence that begins with the column. */
export class Refusal {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

const EMPTY = new Refusal("is empty");
const UNTRANSLATED = new Refusal("has a value that the mapping does not list");

/** Where the fields of a mapping stand in a file. */
export interface Cells {
  readonly field: (field: TargetField) => Cell;
  readonly custom: (column: string) => Cell;
}

/** @throws RefusedFileError where the mapping names a column that the file lacks */
export function cellsOf(mapping: Mapping, columns: readonly string[]): Cells {
  const places = new Map(columns.map((column, index) => [column, index]));
  const cellAt = (source: ColumnSource | undefined, constant: string): Cell => {
    if (source === undefined) return { column: undefined, index: -1, values: undefined, constant };
    const { column, values } =
      typeof source === "string" ? { column: source, values: undefined } : source;
    return {
      column,
      index: places.get(column) ?? -1,
      values: values === undefined ? undefined : new Map(Object.entries(values)),
      constant,
    };
  };
  const missing = [...Object.values(mapping.columns), ...Object.values(mapping.custom)]
    .map((source) => (typeof source === "string" ? source : source.column))
    .filter((column) => !places.has(column));
  if (missing.length > 0) {
    const names = [...new Set(missing)].map((column) => nameOf(column, columns)).join(", ");
    throw new RefusedFileError(
      `The file lacks columns that the mapping "${mapping.name}" names: ${names}`,
    );
  }
  const constants: Readonly<Partial<Record<TargetField, string>>> = mapping.constants;
  return {
    field: (field: TargetField) => cellAt(mapping.columns[field], constants[field] ?? ""),
    custom: (column: string) => cellAt(column, ""),
  };
}

/** A column that is not there, with the one that looks like it. */
function nameOf(missing: string, columns: readonly string[]): string {
  const like = columns.find((column) => slipsApart(folded(column), folded(missing)) !== undefined);
  return like === undefined ? `"${missing}"` : `"${missing}" (it has "${like}")`;
}

/**
 * Reads one field; `undefined` where the row does not have it, or has it wrong, which adds a fault.
 *
 * @param read is given the text without spaces around it, never an empty one
 */
export function readCell<T>(
  row: RowInHand,
  cell: Cell,
  read: (text: string) => T | Refusal,
): T | undefined {
  const text = textOf(row, cell);
  if (text === undefined || text === "") return undefined;
  const value = read(text);
  if (!(value instanceof Refusal)) return value;
  refuse(row, cell, value);
  return undefined;
}

/** As `readCell`, for a field without which there is no account. */
export function readRequired<T>(
  row: RowInHand,
  cell: Cell,
  read: (text: string) => T | Refusal,
): T | undefined {
  const faultsBefore = row.faults.length;
  const value = readCell(row, cell, read);
  if (value === undefined && row.faults.length === faultsBefore) refuse(row, cell, EMPTY);
  return value;
}

export function refuse(row: RowInHand, cell: Cell, refusal: Refusal): void {
  const { column } = cell;
  const subject = column === undefined ? "The mapping's constant" : `The column "${column}"`;
  row.faults.push({
    column,
    reason: `${subject} ${refusal.reason}.`,
    value: cell.index < 0 ? undefined : row.cells[cell.index],
  });
}

/** `undefined` where a fault was added. */
function textOf(row: RowInHand, cell: Cell): string | undefined {
  if (cell.index < 0) return cell.constant;
  // Spreadsheets, and our own list of bad rows, put an apostrophe before what would else be a formula.
  const text = withoutGuard((row.cells[cell.index] ?? "").trim());
  if (cell.values === undefined) return text === "" ? cell.constant : text;
  const translated = cell.values.get(text);
  if (translated !== undefined) return translated;
  if (text === "") return cell.constant;
  refuse(row, cell, UNTRANSLATED);
  return undefined;
}
