import { Refusal } from "../statement-reading.ts";
import type { StatementLayout } from "./statement-layout.ts";

/** Where the columns of a layout stand in the file. */
export type ColumnPlaces = Readonly<
  Record<Exclude<keyof StatementLayout["columns"], "texts">, number | undefined>
> & { readonly texts: readonly number[] };

/** @throws Refusal naming the columns that the file lacks */
export function columnPlaces(
  names: readonly string[],
  { name, columns, file }: StatementLayout,
): ColumnPlaces {
  const missing = new Set<string>();
  const places = new Map(names.map((column, index) => [column, index]));
  const placeOf = (column: string | undefined): number | undefined => {
    if (column === undefined) return undefined;
    // The first record of a file that names no columns may be shorter than the others.
    const [, number] = file.headerRow === 0 ? (/^column (\d{1,4})$/.exec(column) ?? []) : [];
    const place = number === undefined ? places.get(column) : Number(number) - 1;
    if (place === undefined) missing.add(`"${column}"`);
    return place;
  };
  const found = {
    bookingDate: placeOf(columns.bookingDate),
    valueDate: placeOf(columns.valueDate),
    amount: placeOf(columns.amount),
    debit: placeOf(columns.debit),
    credit: placeOf(columns.credit),
    direction: placeOf(columns.direction),
    balance: placeOf(columns.balance),
    texts: columns.texts.map(placeOf).filter((place) => place !== undefined),
    payerName: placeOf(columns.payerName),
    payerAccount: placeOf(columns.payerAccount),
    bankReference: placeOf(columns.bankReference),
  };
  if (missing.size === 0) return found;
  throw new Refusal(
    `The file lacks columns that the layout "${name}" names: ${[...missing].join(", ")}.`,
  );
}
