import type { CaseAttempt, CaseDebt, ContactCase } from "../contact-case.ts";

/** Whether an attempt has no outcome yet, and may still be or have been a contact. */
export function isPending({ outcome }: CaseAttempt): boolean {
  return outcome === "planned" || outcome === "in_doubt";
}

export function isOfDirection(attempt: CaseAttempt, direction: string): boolean {
  return direction === "both" || direction === attempt.direction;
}

/** Whether one of the reasons for which a rule leaves attempts out is true of this one. */
export function isLeftOut(attempt: CaseAttempt, reasons: readonly string[]): boolean {
  const { purpose, marks = [] } = attempt;
  if (marks.some((mark) => reasons.includes(mark))) return true;
  const isNotice = purpose === "statutory_notice" || purpose === "validation_notice";
  if (isNotice && reasons.includes("statutory_notice")) return true;
  return purpose === "reply_to_consumer" && reasons.includes("consumer_requested");
}

/** The lists of earlier attempts that a rule counts, one list for each debt, account or creditor of the case. */
export function attemptsByScope(
  attempts: readonly CaseAttempt[],
  scope: string,
  contactCase: ContactCase,
): readonly (readonly CaseAttempt[])[] {
  switch (scope) {
    case "debt":
      return contactCase.debts.map((debt) => about(attempts, debt, "debtId"));
    case "account":
      return contactCase.debts.map((debt) => about(attempts, debt, "accountId"));
    case "consumer_per_creditor":
      return contactCase.debts.map((debt) =>
        debt.creditorId === undefined ? attempts : about(attempts, debt, "creditorId"),
      );
    case "phone_number": {
      const number = contactCase.addressId;
      if (number === undefined) return [attempts];
      return [attempts.filter(({ addressId = number }) => addressId === number)];
    }
    default:
      return [attempts];
  }
}

/** Attempts about a debt by one of its ids. One that names no debt, or not the id that is asked for, may be about any. */
function about(
  attempts: readonly CaseAttempt[],
  debt: CaseDebt,
  id: "debtId" | "accountId" | "creditorId",
): readonly CaseAttempt[] {
  return attempts.filter(
    ({ debts }) =>
      debts.length === 0 || debts.some((one) => one[id] === undefined || one[id] === debt[id]),
  );
}
