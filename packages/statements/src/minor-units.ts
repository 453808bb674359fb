import { minorDigits } from "@fairflow/intake/currency";

/** Every number of so many digits is exact. */
const MAX_DIGITS = 15;

/**
 * Minor units of an amount in plain decimals, exactly; zeros past the currency's decimals are read over.
 *
 * @returns a sentence's end where it is none, such as "is not an amount"
 */
export function minorUnits(
  whole: string,
  fraction: string,
  currency: string,
): { readonly minor: number } | { readonly fault: string } {
  const digits = minorDigits(currency);
  if (digits === undefined) return { fault: "is in a currency that ISO 4217 does not have" };
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction)) return { fault: "is not an amount" };
  if (/[1-9]/.test(fraction.slice(digits))) {
    return { fault: `has more decimals than ${currency}` };
  }
  const text = (whole + fraction.slice(0, digits).padEnd(digits, "0")).replace(/^0+(?=\d)/, "");
  if (text.length > MAX_DIGITS) return { fault: "is too large to be an amount of money" };
  return { minor: Number(text) };
}

/** An amount as a sentence names it: `1234.50 ZAR`. */
export function amountInWords(minor: number, currency: string): string {
  const digits = minorDigits(currency) ?? 2;
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? "" : `.${text.slice(text.length - digits)}`;
  return `${minor < 0 ? "-" : ""}${whole}${fraction} ${currency}`;
}
