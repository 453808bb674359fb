import { TemplateFault } from "./template-fault.ts";

interface Style {
  readonly symbol: string;
  readonly group: " " | ",";
}

/** Only symbols of the GSM 7-bit alphabet, since any other makes an SMS more than twice as dear. */
const STYLES: ReadonlyMap<string, Style> = new Map([
  ["ZAR", { symbol: "R ", group: " " }],
  ["NAD", { symbol: "N$ ", group: " " }],
  ["BWP", { symbol: "P ", group: " " }],
  ["KES", { symbol: "KSh ", group: "," }],
  ["USD", { symbol: "$", group: "," }],
  ["AUD", { symbol: "$", group: "," }],
  ["CAD", { symbol: "$", group: "," }],
  ["NZD", { symbol: "$", group: "," }],
  ["GBP", { symbol: "£", group: "," }],
  ["EUR", { symbol: "€", group: "," }],
]);

/** Decimals other than two. ISO 4217, list one, 2024. */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"].map(withDecimals(0)),
  ...["UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map(withDecimals(0)),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map(withDecimals(3)),
  ...["CLF", "UYW"].map(withDecimals(4)),
]);

/**
 * Says an amount as `R 1 204.50` or `$1,204.50`; a currency without a symbol here by its code, `JPY 1,204`.
 * The spaces are plain ones: a no-break space is not in the GSM alphabet either.
 *
 * @throws TemplateFault when the amount is not whole minor units, or the code not three letters
 */
export function formatMoney(minorUnits: number, currency: string): string {
  if (!Number.isSafeInteger(minorUnits)) {
    throw new TemplateFault("An amount is not a whole number of minor units.");
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new TemplateFault("A currency is three capital letters, such as ZAR.");
  }
  const { symbol, group } = STYLES.get(currency) ?? { symbol: `${currency} `, group: "," };
  const decimals = DECIMALS.get(currency) ?? 2;
  const digits = String(Math.abs(minorUnits)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return `${minorUnits < 0 ? "-" : ""}${symbol}${grouped}${fraction}`;
}

function withDecimals(decimals: number): (currency: string) => [string, number] {
  return (currency) => [currency, decimals];
}
