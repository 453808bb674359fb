import type { FileForm } from "./mapping.ts";

export type NumberForm = Pick<FileForm, "decimal" | "thousands">;

/** The part of an amount from its first digit to its last. */
const AMOUNT = /^[^\d,.]{0,4}(\d[\d.,' \u00A0\u202F]*)[-)]?$/;

/**
 * How amounts are written, from cells of which some are amounts. A separator before one or two last digits is the decimal
 * one; another, before three digits, is that of thousands. Without a sign of either: a point, and no thousands.
 */
export function detectNumberForm(cells: readonly string[]): NumberForm {
  const amounts = cells
    .map((cell) => AMOUNT.exec(cell)?.[1])
    .filter((amount) => amount !== undefined);
  const count = (pattern: RegExp) => amounts.filter((amount) => pattern.test(amount)).length;
  const decimal = count(/,\d{1,2}$/) > count(/\.\d{1,2}$/) ? "," : ".";
  const separators = ([",", ".", " ", "'"] as const).filter((separator) => separator !== decimal);
  const patterns = {
    ",": /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
    ".": /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
    " ": /^\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?:[.,]\d+)?$/,
    "'": /^\d{1,3}(?:'\d{3})+(?:[.,]\d+)?$/,
  };
  // A telephone number has groups too, but a zero at its front.
  const counts = separators.map((separator) => ({
    separator,
    found: amounts.filter((amount) => !amount.startsWith("0") && patterns[separator].test(amount))
      .length,
  }));
  const [first] = counts.toSorted((a, b) => b.found - a.found);
  return { decimal, thousands: first === undefined || first.found === 0 ? "" : first.separator };
}
