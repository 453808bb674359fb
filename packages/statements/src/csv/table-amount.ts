import { minorUnits } from "../minor-units.ts";
import type { TableForm } from "./table-form.ts";

const SIGNED =
  /^([-+(]?)\s*(?:[A-Z]{3}|R|\$|€|£)?\s*([-+]?)\s*([\d.,'\s\u00A0\u202F\u2019]+?)\s*([-+)]|CR|DR|C|D)?$/i;
const GROUPED: Readonly<Record<TableForm["thousands"], RegExp>> = {
  "": /^\d+$/,
  ",": /^(?:\d+|\d{1,3}(?:,\d{3})+)$/,
  ".": /^(?:\d+|\d{1,3}(?:\.\d{3})+)$/,
  " ": /^(?:\d+|\d{1,3}(?:[ \u00A0\u202F]\d{3})+)$/,
  "'": /^(?:\d+|\d{1,3}(?:['\u2019]\d{3})+)$/,
};
const MAX_CHARACTERS = 40;

/**
 * Reads an amount as banks print them in tables: a sign before or after, parentheses, the currency before, `Cr` or `Dr`
 * behind.
 *
 * @returns minor units, below 0 for money that went out, or a sentence's end
 */
export function readTableAmount(
  text: string,
  form: Pick<TableForm, "decimal" | "thousands">,
  currency: string,
): { readonly minor: number } | { readonly fault: string } {
  const parts = text.length > MAX_CHARACTERS ? null : SIGNED.exec(text.trim());
  if (parts === null) return { fault: "is not an amount" };
  const [, before = "", inner = "", digits = "", after = ""] = parts;
  const [whole = "", fraction = "", more] = digits.split(form.decimal);
  const signs = [before, inner, after.toUpperCase()].filter((sign) => sign !== "");
  const inParentheses = signs.join("") === "()";
  if (
    more !== undefined ||
    !GROUPED[form.thousands].test(whole) ||
    (signs.length > 1 && !inParentheses)
  ) {
    return { fault: "is not an amount" };
  }
  if (!inParentheses && /[()]/.test(signs.join(""))) return { fault: "is not an amount" };
  const read = minorUnits(whole.replaceAll(/\D/g, ""), fraction, currency);
  if ("fault" in read || read.minor === 0) return read;
  const wentOut = inParentheses || ["-", "DR", "D"].includes(signs[0] ?? "");
  return { minor: wentOut ? -read.minor : read.minor };
}
