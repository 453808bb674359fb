import { recordLedgerEntries, type Transaction } from "@fairflow/db";
import { settleByMoney } from "../money-in.ts";
import { restateAgreements } from "../restate-agreements.ts";
import type { Author, FactDeps, Subject } from "../telling.ts";

/** A decision takes off more than is owed, or nothing. */
export class WrongAdjustmentError extends Error {
  override readonly name = "WrongAdjustmentError";
}

/**
 * Takes off a debt what a decision says that is not owed; where nothing is left, it stops being asked for as if it were paid.
 *
 * @throws WrongAdjustmentError
 */
export async function adjustDebt(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly disputeId: string;
    readonly amount: number;
    readonly author: Author;
    readonly subject: Subject;
  },
): Promise<void> {
  const { disputeId, amount, author, subject } = of;
  const { accountId, now, today } = subject;
  const [account] = await tx.sql<{ balance: number }[]>`
    select balance from account where id = ${accountId}`;
  if (amount <= 0 || amount > (account?.balance ?? 0)) {
    throw new WrongAdjustmentError(`Dispute ${disputeId} cannot take ${amount} off its debt`);
  }
  const entry = {
    accountId,
    kind: "adjustment",
    amount: -amount,
    valueDate: today,
    bookingDate: today,
    source: "dispute",
    externalId: disputeId,
    code: "dispute",
  } as const;
  const { movements } = await recordLedgerEntries(tx, [entry], { recordedBy: author, now, today });
  const amounts = new Map([[accountId, amount]]);
  await settleByMoney(deps, tx, { movements, paymentId: disputeId, amounts, now });
  await restateAgreements(deps, tx, { accountIds: [accountId], now, today });
}
