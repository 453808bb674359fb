import { formatMoney } from "@fairflow/template";

/** Reads `1 204.50`, `1204,50`, `1,204.50` or `R 100` as minor units; undefined for what is no amount of this currency. */
export function minorUnits(text: string, currency: string): number | undefined {
  const nothing = formatMoney(0, currency).replaceAll(/\s/g, "");
  const decimals = (/\.(\d+)$/.exec(nothing)?.[1] ?? "").length;
  const figure = withoutSign(text.replaceAll(/\s/g, "").toUpperCase(), [
    currency,
    nothing.replace(/\d.*$/, ""),
  ]);
  // A comma before a point, or before three digits, which no currency of two has as cents, parts thousands.
  const plain =
    /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(figure) && decimals < 3
      ? figure.replaceAll(",", "")
      : figure;
  const match = /^(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(plain);
  const [, whole, fraction = ""] = match ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  return Number(`${whole}${fraction.padEnd(decimals, "0")}`);
}

function withoutSign(text: string, signs: readonly string[]): string {
  const sign = signs.find((each) => each !== "" && text.startsWith(each.toUpperCase()));
  return sign === undefined ? text : text.slice(sign.length);
}
