import { addDays, daysBetween, isLocalDate, type LocalDate } from "@fairflow/calendar";
import { minorUnits } from "../minor-units.ts";

/**
 * Value date, entry date, mark, funds code (the currency's third letter), amount, kind of transaction, the account
 * owner's reference and the bank's. SWIFT Standards, Category 9, MT 940, field 61.
 */
const LINE =
  /^(\d{6})(\d{4})?(RC|RD|C|D)([A-Z])?(\d{1,15})[,.]?(\d*)(?:([A-Z][A-Z0-9 ]{3})([\s\S]*))?$/;
/** Two digits of a year from here on are of the last century. */
const CENTURY_PIVOT = 80;
const NO_REFERENCE = "NONREF";
/** Returned item. */
const RETURNED = "RTI";

export interface Mt940Line {
  readonly valueDate: LocalDate;
  readonly bookingDate: LocalDate;
  readonly amount: number;
  readonly isReversal: boolean;
  readonly ownReference: string | undefined;
  readonly bankReference: string | undefined;
}

/** @returns where it cannot be read why, and the amount as far as that can be */
export function readMt940Line(
  first: string,
  currency: string,
): Mt940Line | { readonly fault: string; readonly amount: number | undefined } {
  const parts = LINE.exec(first.trim());
  if (parts === null) return { fault: "is not written as field 61 is", amount: undefined };
  const [, value = "", entry, mark = "", , whole = "", fraction = "", type = "", references = ""] =
    parts;
  const read = minorUnits(whole, fraction, currency);
  if ("fault" in read) return { fault: `has an amount that ${read.fault}`, amount: undefined };
  // A credit that is taken back went out, a debit that is taken back came in.
  const amount = mark === "C" || mark === "RD" ? read.minor : -read.minor;
  const valueDate = shortDate(value);
  if (valueDate === undefined) return { fault: "has a value date that does not exist", amount };
  const bookingDate = entry === undefined ? valueDate : entryDate(entry, valueDate);
  if (bookingDate === undefined) return { fault: "has an entry date that does not exist", amount };
  if (amount === 0) return { fault: "has an amount of zero", amount };
  const [own = "", bank = ""] = references.split("//", 2);
  const isReversal = mark.length === 2 || (amount < 0 && type.slice(1) === RETURNED);
  return {
    valueDate,
    bookingDate,
    amount,
    isReversal,
    ownReference: named(own),
    bankReference: named(bank),
  };
}

/** `YYMMDD`. */
export function shortDate(text: string): LocalDate | undefined {
  if (!/^\d{6}$/.test(text)) return undefined;
  const century = Number(text.slice(0, 2)) >= CENTURY_PIVOT ? "19" : "20";
  return existing(`${century}${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4)}`);
}

/** `MMDD`, of the year that brings it nearest to the value date: what is booked on 2 January may count from December. */
function entryDate(text: string, valueDate: LocalDate): LocalDate | undefined {
  const years = [0, -200, 200].map((days) => addDays(valueDate, days).slice(0, 4));
  const dates = [...new Set(years)]
    .map((year) => existing(`${year}-${text.slice(0, 2)}-${text.slice(2)}`))
    .filter((date) => date !== undefined);
  const distance = (date: LocalDate) => Math.abs(daysBetween(valueDate, date));
  return dates.toSorted((a, b) => distance(a) - distance(b))[0];
}

function existing(date: string): LocalDate | undefined {
  return isLocalDate(date) ? date : undefined;
}

function named(reference: string): string | undefined {
  const text = reference.trim();
  return text === "" || text === NO_REFERENCE ? undefined : text;
}
