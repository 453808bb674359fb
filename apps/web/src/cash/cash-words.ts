import type { CashAge, CashLine, CashView } from "@fairflow/contract";

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
