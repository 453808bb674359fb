/** What stands in a column. Text is made safe from being taken for a formula; a typed number needs no such care. */
export type ColumnKind =
  | { readonly kind: "text" }
  /** `YYYY-MM-DD`. */
  | { readonly kind: "date" }
  | { readonly kind: "number"; readonly digits?: number }
  /** A share of one, shown in percent. */
  | { readonly kind: "share" }
  /** Minor units of an ISO 4217 currency. */
  | { readonly kind: "money"; readonly currency: string };

export type Column = { readonly heading: string } & ColumnKind;

/** Empty where null. */
export type Cell = string | number | null;

export interface Table {
  /** Of the sheet, at most 31 characters. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly Cell[])[];
  /** Definitions, periods and the like, told below the rows of a sheet; left out of CSV, which programs read. */
  readonly notes?: readonly string[];
}
