import type { LocalDate } from "@fairflow/calendar";
import { recordLedgerEntries, type Transaction } from "@fairflow/db";

const SOURCE = "arrangement";

/**
 * Lets what is owed fall due with the instalments instead of when it did. The ledger says so: an adjustment takes the oldest
 * parts away, and others put as much back with the new dates, so that the balance is the same. It is for good: where the
 * arrangement is broken, overdue is what was missed of it, and the rest falls due on its days.
 */
export async function reageDebt(
  tx: Transaction,
  of: {
    readonly promiseId: string;
    readonly accountId: string;
    readonly instalments: readonly { readonly dueOn: LocalDate; readonly amount: number }[];
    readonly author: string;
  },
  at: { readonly now: Date; readonly today: LocalDate },
): Promise<void> {
  const { promiseId, accountId, instalments, author } = of;
  const total = instalments.reduce((sum, { amount }) => sum + amount, 0);
  const entry = {
    accountId,
    kind: "adjustment" as const,
    valueDate: at.today,
    bookingDate: at.today,
    source: SOURCE,
    code: "re-age",
  };
  await recordLedgerEntries(
    tx,
    [
      { ...entry, amount: -total, externalId: `${promiseId}:0` },
      ...instalments.map(({ dueOn, amount }, index) => ({
        ...entry,
        amount,
        dueOn,
        externalId: `${promiseId}:${index + 1}`,
      })),
    ],
    { recordedBy: author, now: at.now, today: at.today },
  );
}
