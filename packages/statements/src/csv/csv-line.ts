import type { LocalDate } from "@fairflow/calendar";
import type { ReadDate } from "@fairflow/intake/date-format";
import { accountNumber, oneLine } from "../statement-reading.ts";
import type { LineDraft, StatementDraft } from "../statement-draft.ts";
import type { ColumnPlaces } from "./column-places.ts";
import type { StatementLayout } from "./statement-layout.ts";
import { readTableAmount } from "./table-amount.ts";
import type { TableRecord } from "./table-form.ts";

interface Counted {
  readonly line: number;
  /** Minor units, signed, as far as the record says. */
  readonly amount: number | undefined;
  readonly balance: number | undefined;
}

export type TableLine = Counted &
  (
    | { readonly kind: "line"; readonly draft: LineDraft }
    | { readonly kind: "bad"; readonly badLine: StatementDraft["badLines"][number] }
  );

/** Reads one record of a statement. */
export function lineReader(
  layout: StatementLayout,
  places: ColumnPlaces,
  readDate: (text: string) => ReadDate,
): (record: TableRecord) => TableLine {
  const readAmount = amountReader(layout, places);
  const { returnWords } = layout;
  return ({ line, cells }) => {
    const at = (place: number | undefined) =>
      place === undefined ? "" : (cells[place] ?? "").trim();
    const amount = readAmount(at);
    const minor = "minor" in amount ? amount.minor : undefined;
    const held = readTableAmount(at(places.balance), layout.file, layout.currency);
    const counted = { line, amount: minor, balance: "minor" in held ? held.minor : undefined };
    const bad = (reason: string): TableLine => ({
      ...counted,
      kind: "bad",
      badLine: { place: { line }, reason, amount: minor },
    });
    if ("fault" in amount) return bad(`The amount ${amount.fault}.`);
    if (amount.minor === 0) return bad("The amount is zero.");
    const bookingDate = dayOf(readDate(at(places.bookingDate)));
    if (bookingDate === undefined) return bad("The booking date cannot be read.");
    const value = at(places.valueDate);
    const valueDate = value === "" ? bookingDate : dayOf(readDate(value));
    if (valueDate === undefined) return bad("The value date cannot be read.");
    const texts = places.texts.map((place) => oneLine(at(place)));
    const isReturn =
      amount.minor < 0 && returnWords.some((word) => texts.some((text) => hasWord(text, word)));
    const draft: LineDraft = {
      kind: isReturn ? "reversal" : "entry",
      bookingDate,
      valueDate,
      amount: amount.minor,
      texts: [...new Set(texts)].filter((text) => text !== ""),
      payer: {
        name: oneLine(at(places.payerName)) || undefined,
        account: accountNumber(at(places.payerAccount)) || undefined,
      },
      bankReference: oneLine(at(places.bankReference)) || undefined,
      deposit: undefined,
      place: { line },
    };
    return { ...counted, kind: "line", draft };
  };
}

function hasWord(text: string, word: string): boolean {
  return ` ${text.toUpperCase()} `.includes(` ${word.toUpperCase()} `);
}

/** The amount of a record, signed, from one column or from two. */
function amountReader(
  { file, currency, outWords, invertSigns, columns }: StatementLayout,
  places: ColumnPlaces,
) {
  const out = new Set(outWords.map((word) => word.toUpperCase()));
  const sign = invertSigns ? -1 : 1;
  const signed = (minor: number) => ({ minor: minor === 0 ? 0 : sign * minor });
  return (
    at: (place: number | undefined) => string,
  ): { readonly minor: number } | { readonly fault: string } => {
    if (places.amount !== undefined) {
      const read = readTableAmount(at(places.amount), file, currency);
      if ("fault" in read) return read;
      if (columns.direction === undefined) return signed(read.minor);
      const wentOut = out.has(at(places.direction).toUpperCase());
      return signed(wentOut ? -Math.abs(read.minor) : Math.abs(read.minor));
    }
    const sides = [at(places.debit), at(places.credit)].map((text) =>
      text === "" ? { minor: 0 } : readTableAmount(text, file, currency),
    );
    const [debit = { minor: 0 }, credit = { minor: 0 }] = sides;
    if ("fault" in debit) return debit;
    if ("fault" in credit) return credit;
    if (debit.minor !== 0 && credit.minor !== 0) return { fault: "stands in both columns" };
    return signed(credit.minor - Math.abs(debit.minor));
  };
}

function dayOf(read: ReadDate): LocalDate | undefined {
  return read.kind === "date" ? read.date : undefined;
}
