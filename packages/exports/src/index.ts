export type { Cell, Column, ColumnKind, Table } from "./table.ts";
export { toCsv } from "./to-csv.ts";
export { toXlsx } from "./to-xlsx.ts";
