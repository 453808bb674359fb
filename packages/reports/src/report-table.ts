/** How the cells of a column are to be read and shown. Money is in minor units, shares are of one. */
export type ColumnKind = "text" | "count" | "money" | "share" | "price";

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Whether people stand behind its figures, who can be asked for. */
  readonly opens?: boolean;
}

/** Null where there is nothing to say: a share of nothing, a month that has not come. */
export type ReportCell = string | number | null;

/** One table of a report, as a screen shows it and a file holds it. Every row has a cell for each column. */
export interface ReportTable {
  readonly id: string;
  readonly title: string;
  /** What each figure means, in plain words; it stands beside the table wherever that goes. */
  readonly definition: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** What each row is about, by which its people are asked for. */
  readonly keys: readonly string[];
}

/** A part of a whole; null of nothing, which is no share at all. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
