import { lockDebtors, newId, type Transaction } from "@fairflow/db";
import { takeBackIn } from "../facts/money-back.ts";
import type { FactDeps } from "../facts/telling.ts";
import {
  isLine,
  lockLine,
  refused,
  saveAllocations,
  type CashOutcome,
  type LineAct,
  type NewAllocation,
} from "./cash-act.ts";
import { BANK, localDate } from "./put-to-accounts.ts";

export interface LineReturn extends LineAct {
  /** The payments that came back, at least one; what is left of them goes back whole. */
  readonly paymentIds: readonly string[];
  readonly evidence?: unknown;
}

interface Share {
  readonly paymentId: string;
  readonly accountId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly left: number;
}

/**
 * Books money that the bank took back (a debit order that was returned, a transfer that was recalled): the payments that it
 * was are reversed, and their balances return.
 */
export async function returnPaymentsIn(
  deps: FactDeps,
  tx: Transaction,
  back: LineReturn,
): Promise<CashOutcome> {
  const paymentIds = [...new Set(back.paymentIds)];
  const known = await sharesOf(tx, paymentIds);
  if (new Set(known.map(({ paymentId }) => paymentId)).size < paymentIds.length) {
    return refused("unknown");
  }
  await lockDebtors(
    tx,
    known.map(({ debtorId }) => debtorId),
  );
  const line = await lockLine(tx, back);
  if (!isLine(line)) return line;
  if (line.amount > 0) return refused("wrong-direction");
  const shares = (await sharesOf(tx, paymentIds)).filter(({ left }) => left > 0);
  if (new Set(shares.map(({ paymentId }) => paymentId)).size < paymentIds.length) {
    return refused("gone-back");
  }
  if (shares.some(({ currency }) => currency !== line.currency)) return refused("other-currency");
  const total = shares.reduce((sum, { left }) => sum + left, 0);
  if (total > -line.rest) return refused("more-than-rest");
  const numbered = new Map(paymentIds.map((id, index) => [id, line.allocations + index + 1]));
  for (const paymentId of paymentIds) {
    await takeBackIn(deps, tx, {
      paymentId,
      source: BANK,
      externalId: `${line.key}#${numbered.get(paymentId) ?? 0}`,
      author: back.author,
      valueDate: localDate(line.valueDate),
      bookingDate: localDate(line.bookingDate),
    });
  }
  const allocations = shares.map(({ paymentId, accountId, left }): NewAllocation => {
    const { evidence } = back;
    return { id: newId(), kind: "account", amount: -left, accountId, paymentId, evidence };
  });
  return saveAllocations(tx, { line, by: back, allocations, action: "cash.return" });
}

/** What each payment put to each account, and what is left of it there. */
function sharesOf({ sql }: Transaction, paymentIds: readonly string[]) {
  return sql<Share[]>`
    select payment_id as "paymentId", account_id as "accountId", debtor_id as "debtorId", currency,
      (-sum(amount))::bigint as left
    from ledger_entry join account on account.id = account_id
    where payment_id = any(${paymentIds}::uuid[])
    group by payment_id, account_id, debtor_id, currency
    order by payment_id, account_id`;
}
