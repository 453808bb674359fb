import type { CashAge, CashLine, CashPayout, CashView } from "@fairflow/contract";
import { formatDate, formatMoney } from "../server/format.ts";

export const ageWords: Readonly<Record<CashAge, string>> = {
  "to-2": "Up to 2 days",
  "3-7": "3 to 7 days",
  "8-30": "8 to 30 days",
  "over-30": "Over 30 days",
};

export const viewWords: Readonly<Record<CashView, string>> = {
  open: "To be put somewhere",
  refunds: "Refunds waiting",
  done: "Done",
};

/** What a line is called in a list: who paid, else what was written. */
export function titleOf({ payer, texts, amount }: CashLine): string {
  if (payer !== "") return payer;
  const [text] = texts;
  if (text !== undefined) return text;
  return amount.minor < 0 ? "Money that went out" : "Nothing is written on it";
}

/** `12 payments from 1 Nov to 3 Nov 2026, R 1 000.00, less a fee of R 35.00` */
export function payoutWords({ payments, from, until, gross, fee }: CashPayout): string {
  const count = payments === 1 ? "1 payment" : `${payments} payments`;
  const days =
    from === until ? `of ${formatDate(from)}` : `from ${formatDate(from)} to ${formatDate(until)}`;
  const kept = fee.minor === 0 ? "no fee" : `less a fee of ${formatMoney(fee)}`;
  return `${count} ${days}, ${formatMoney(gross)}, ${kept}`;
}
