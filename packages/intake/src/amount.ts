import type { FileForm } from "./mapping.ts";

/** What people write before an amount in these currencies, beside the code itself. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["ZAR", "R"],
  ["USD", "$"],
  ["AUD", "$"],
  ["CAD", "$"],
  ["NZD", "$"],
  ["EUR", "€"],
  ["GBP", "£"],
  ["BWP", "P"],
  ["NAD", "N$"],
]);
/** 2^53 - 1 has 16 digits; every number of 15 is exact. */
const MAX_DIGITS = 15;

export type ReadAmount =
  | { readonly kind: "amount"; readonly minor: number }
  | { readonly kind: "not an amount" | "too many decimals" | "too large" };

/**
 * Reads amounts of one form into minor units, exactly: digits are never a floating-point fraction. A minus may stand before or
 * after, or parentheses around; the currency's sign or code may stand before. Thousands are in threes.
 */
export function amountReader(
  form: Pick<FileForm, "decimal" | "thousands">,
): (text: string, currency: string, digits: number) => ReadAmount {
  const pattern = amountPattern(form);
  return (text, currency, digits) => {
    const bare = withoutCurrency(text, currency);
    const parts = pattern.exec(bare)?.groups;
    if (parts === undefined) return { kind: "not an amount" };
    const { minus, open, close, after, whole = "", fraction = "" } = parts;
    if ((open === undefined) !== (close === undefined)) return { kind: "not an amount" };
    const signs = [minus, open, after].filter((sign) => sign !== undefined && sign !== "");
    if (signs.length > 1) return { kind: "not an amount" };
    if (fraction.length > digits) return { kind: "too many decimals" };
    const minorDigits = (whole.replace(/\D/g, "") + fraction.padEnd(digits, "0")).replace(
      /^0+/,
      "",
    );
    if (minorDigits.length > MAX_DIGITS) return { kind: "too large" };
    const minor = Number(minorDigits);
    return { kind: "amount", minor: signs.length > 0 && minor !== 0 ? -minor : minor };
  };
}

function amountPattern(form: Pick<FileForm, "decimal" | "thousands">): RegExp {
  const decimal = form.decimal === "." ? String.raw`\.` : ",";
  const thousands = THOUSANDS[form.thousands];
  const whole = thousands === "" ? String.raw`\d+` : String.raw`\d+|\d{1,3}(?:${thousands}\d{3})+`;
  return new RegExp(
    `^(?<open>\\()?(?<minus>-)?\\+?(?<whole>${whole})(?:${decimal}(?<fraction>\\d+))?(?<after>-)?(?<close>\\))?$`,
  );
}

/** Spaces between thousands are often ones that do not break: U+00A0, U+202F. */
const THOUSANDS: Readonly<Record<FileForm["thousands"], string>> = {
  "": "",
  ",": ",",
  ".": String.raw`\.`,
  " ": "[ \u00A0\u202F]",
  "'": "['\u2019]",
};

/** The amount without its currency, whose place is before the digits and after or before a minus. */
function withoutCurrency(text: string, currency: string): string {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return text;
  const minus = text.startsWith("-") ? "-" : "";
  const unsigned = text.slice(minus.length);
  for (const name of [currency, SIGNS.get(currency)]) {
    if (name !== undefined && unsigned.startsWith(name)) {
      return minus + unsigned.slice(name.length).trimStart();
    }
  }
  return text;
}
