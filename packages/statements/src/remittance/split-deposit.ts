import { amountInWords } from "../minor-units.ts";
import type { Statement, StatementLine } from "../statement.ts";

export type SplitDeposit =
  | { readonly kind: "split"; readonly lines: readonly StatementLine[] }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Puts a remittance in the place of the one line of a bank statement that its money came in by. The parts count from the
 * day on which the debtors paid, and are booked when the bank booked the deposit.
 */
export function splitDeposit(
  line: StatementLine,
  currency: string,
  remittance: Statement,
): SplitDeposit {
  const refused = (reason: string): SplitDeposit => ({ kind: "refused", reason });
  if (remittance.kind !== "remittance") return refused("A bank statement is no remittance.");
  if (remittance.currency !== currency) {
    return refused(`The deposit is in ${currency}, the remittance in ${remittance.currency}.`);
  }
  const difference = line.amount - remittance.closing.amount;
  if (difference !== 0) {
    return refused(
      `The deposit is of ${amountInWords(line.amount, currency)}, the remittance of ` +
        `${amountInWords(remittance.closing.amount, currency)}: a difference of ${amountInWords(difference, currency)}.`,
    );
  }
  const deposit = { id: line.id, amount: line.amount, parts: remittance.lines.length };
  return {
    kind: "split",
    lines: remittance.lines.map((part) => ({ ...part, bookingDate: line.bookingDate, deposit })),
  };
}
