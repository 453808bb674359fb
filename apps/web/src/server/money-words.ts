import { formatMoney } from "./format.ts";

type Amounts = Readonly<Record<string, number>>;

/** Amounts by currency, as in `R 1 204.50` or `R 1 204.50 + € 20.00`; `-` where there is none. */
export function moneyWords(amounts: Amounts): string {
  const parts = Object.entries(amounts).filter(
    ([currency, minor]) => minor !== 0 && isCode(currency),
  );
  if (parts.length === 0) return "-";
  return parts.map(([currency, minor]) => formatMoney({ minor, currency })).join(" + ");
}

export function totalOf(all: readonly Amounts[]): Amounts {
  const total: Record<string, number> = {};
  for (const amounts of all) {
    for (const [currency, minor] of Object.entries(amounts)) {
      total[currency] = (total[currency] ?? 0) + minor;
    }
  }
  return total;
}

/** Money that was counted before its currency was names none. */
function isCode(currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency);
}
