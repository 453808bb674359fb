import { formatMoney } from "@fairflow/template";

/** Reads `1 204.50` or `1204,50` as minor units; undefined for what is no amount of this currency. */
export function minorUnits(text: string, currency: string): number | undefined {
  const decimals = (/\.(\d+)$/.exec(formatMoney(0, currency))?.[1] ?? "").length;
  const match = /^(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(text.replaceAll(/\s/g, ""));
  const [, whole, fraction = ""] = match ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  return Number(`${whole}${fraction.padEnd(decimals, "0")}`);
}
