/**
 * An amount as somebody typed it, in minor units of its currency; undefined for what is none. A comma or a point stands before
 * the cents, spaces between thousands.
 */
export function minorOf(text: string, currency: string): number | undefined {
  const digits = fractionDigits(currency);
  const written = text.replaceAll(/[\s\u00A0]/g, "").replace(",", ".");
  if (!/^\d{1,12}(\.\d*)?$/.test(written)) return undefined;
  const [whole = "", fraction = ""] = written.split(".");
  if (fraction.length > digits) return undefined;
  return Number(`${whole}${fraction.padEnd(digits, "0")}`);
}

/** As `minorOf` reads it. */
export function typedAmount(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

function fractionDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}
