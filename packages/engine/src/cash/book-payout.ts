import { newId, takerOf, type Transaction } from "@fairflow/db";
import {
  isLine,
  lockLine,
  refused,
  saveAllocations,
  type CashOutcome,
  type LineAct,
} from "./cash-act.ts";

export interface Payout {
  /** Whose takings they are, as `DayOfTakings` names it. */
  readonly gateway: string;
  /** The days from which its payments count, both included. */
  readonly from: string;
  readonly until: string;
}

/**
 * Says that a bank line is what a gateway passed on of payments that are booked already: each is tied to it, and what they
 * come to beyond it is the gateway's fee. A payment is passed on once; what went back before is none of it.
 */
export async function bookPayoutIn(
  tx: Transaction,
  act: LineAct & Payout & { readonly reasons: readonly string[] },
): Promise<CashOutcome> {
  const { sql } = tx;
  const { gateway, from, until } = act;
  const line = await lockLine(tx, act);
  if (!isLine(line)) return line;
  if (line.amount < 0) return refused("wrong-direction");
  // A gateway pays out in one sum: of a line that is put elsewhere in part, the rest is not what it passed on.
  if (line.rest !== line.amount) return refused("more-than-rest");
  const payments = await sql<{ id: string; amount: number }[]>`
    select id, (
        select -coalesce(sum(amount), 0)::bigint from ledger_entry where payment_id = payment.id
      ) as amount
    from payment
    where ${takerOf(sql)} = ${gateway} and source like 'gateway:%' and currency = ${line.currency} and payout_id is null
      and value_date between ${from} and ${until}
    order by id for no key update`;
  const kept = payments.filter(({ amount }) => amount > 0);
  const gross = kept.reduce((sum, { amount }) => sum + amount, 0);
  if (kept.length === 0 || gross < line.amount) return refused("less-than-payout");
  const id = newId();
  await sql`
    update payment set payout_id = ${id} where id = any(${kept.map((each) => each.id)}::uuid[])`;
  const evidence = { reasons: act.reasons, payments: kept.length, gross, from, until };
  const allocation = { id, kind: "payout" as const, amount: line.amount, gateway, evidence };
  return saveAllocations(tx, {
    line,
    by: act,
    allocations: [allocation],
    action: "cash.book_payout",
  });
}

/** Its payments wait for the line that brings them again. */
export async function freePayments({ sql }: Transaction, payoutId: string): Promise<void> {
  await sql`update payment set payout_id = null where payout_id = ${payoutId}`;
}
