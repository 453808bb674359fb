import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import { lockDebtors, newId, type Transaction } from "@fairflow/db";
import { recordPaymentIn, type PaymentPart } from "../facts/payments.ts";
import type { FactDeps } from "../facts/telling.ts";
import {
  isLine,
  lockLine,
  refused,
  saveAllocations,
  type CashOutcome,
  type LineAct,
  type LockedLine,
  type NewAllocation,
} from "./cash-act.ts";

/** What our bank tells of; its own number of a payment is the line's key and which part of it. */
export const BANK = "bank";

export interface LineBooking extends LineAct {
  /** At least one; positive minor units. What they leave of the line stays on the desk. */
  readonly parts: readonly PaymentPart[];
  /** What spoke for it, kept beside it. */
  readonly evidence?: unknown;
}

interface AccountRow {
  readonly id: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly balance: number;
  readonly status: string;
}

/**
 * Puts money that came in to accounts, as any other payment is booked: what it settles is asked for no more from this
 * transaction on (I7). No account gets more than it owes. The line is put to accounts once, however many do so at a time.
 */
export async function putToAccountsIn(
  deps: FactDeps,
  tx: Transaction,
  booking: LineBooking,
): Promise<CashOutcome> {
  const debtorIds = await debtorsOf(tx, booking.parts);
  if (debtorIds === undefined) return refused("unknown-account");
  await lockDebtors(tx, debtorIds);
  const line = await lockLine(tx, booking);
  if (!isLine(line)) return line;
  const why = await refusalOf(tx, line, booking.parts);
  if (why !== undefined) return refused(why);
  const allocations: NewAllocation[] = [];
  for (const [index, part] of booking.parts.entries()) {
    allocations.push(await bookPart(deps, tx, { line, booking, part, index }));
  }
  return saveAllocations(tx, { line, by: booking, allocations, action: "cash.allocate" });
}

async function bookPart(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly line: LockedLine;
    readonly booking: LineBooking;
    readonly part: PaymentPart;
    readonly index: number;
  },
): Promise<NewAllocation> {
  const { line, booking, part, index } = of;
  const externalId = `${line.key}#${line.allocations + index + 1}`;
  const booked = await recordPaymentIn(deps, tx, {
    ...part,
    source: BANK,
    externalId,
    author: booking.author,
    valueDate: localDate(line.valueDate),
    bookingDate: localDate(line.bookingDate),
  });
  if (booked.kind === "known") throw new Error(`Payment ${externalId} was booked before its line`);
  const { accountId, amount } = part;
  const { paymentId } = booked;
  return {
    id: newId(),
    kind: "account",
    amount,
    accountId,
    paymentId,
    evidence: booking.evidence,
  };
}

/** Undefined where an account does not exist. */
async function debtorsOf(
  { sql }: Transaction,
  parts: readonly PaymentPart[],
): Promise<readonly string[] | undefined> {
  const ids = [...new Set(parts.map(({ accountId }) => accountId))];
  const rows = await sql<{ debtorId: string }[]>`
    select debtor_id as "debtorId" from account where id = any(${ids}::uuid[])`;
  return rows.length === ids.length ? rows.map(({ debtorId }) => debtorId) : undefined;
}

async function refusalOf({ sql }: Transaction, line: LockedLine, parts: readonly PaymentPart[]) {
  const total = parts.reduce((sum, { amount }) => sum + amount, 0);
  if (line.amount < 0 || parts.some(({ amount }) => amount <= 0)) return "wrong-direction" as const;
  if (total > line.rest) return "more-than-rest" as const;
  const owed = new Map<string, number>();
  for (const { accountId, amount } of parts) {
    owed.set(accountId, (owed.get(accountId) ?? 0) + amount);
  }
  const accounts = await sql<AccountRow[]>`
    select id, debtor_id as "debtorId", currency, balance, status from account
    where id = any(${[...owed.keys()]}::uuid[])`;
  if (accounts.some(({ currency }) => currency !== line.currency)) return "other-currency" as const;
  if (accounts.some(({ status }) => status === "closed")) return "closed-account" as const;
  const isTooMuch = accounts.some(({ id, balance }) => (owed.get(id) ?? 0) > balance);
  return isTooMuch ? ("more-than-owed" as const) : undefined;
}

export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`${text} is no date`);
  return text;
}
