import { instantAt, addDays, type LocalDate } from "@fairflow/calendar";
import {
  lockDebtors,
  newId,
  placeHolds,
  recordLedgerEntries,
  type AccountMovement,
  type Transaction,
} from "@fairflow/db";
import type { OutsideEventKind } from "../outside-event.ts";
import { creditPayment, takeCreditBack } from "./credit-payment.ts";
import { subjectOf, tell, UnknownSubjectError, type Author, type FactDeps } from "./telling.ts";
import { withdrawPlanned } from "./withdraw-planned.ts";

export interface PaymentInput {
  readonly accountId: string;
  /** Positive minor units of the account's currency. */
  readonly amount: number;
  /** `gateway:<name>`, `feed:<mapping>`, `desk`. */
  readonly source: string;
  /** The source's own number of the payment: told twice, it is booked once. */
  readonly externalId: string;
  readonly author: Author;
  readonly valueDate?: LocalDate | undefined;
  readonly paymentLinkId?: string | undefined;
}

export type PaymentOutcome =
  | { readonly kind: "booked"; readonly paymentId: string; readonly movement: AccountMovement }
  | { readonly kind: "known" };

/**
 * Books money for an account. In one transaction the debtor is locked, the ledger written, what was planned about a debt
 * that is paid or cured is taken back (I7), and the runs are told.
 */
export function recordPayment(deps: FactDeps, payment: PaymentInput): Promise<PaymentOutcome> {
  return deps.database.transaction((tx) => recordPaymentIn(deps, tx, payment));
}

/** `recordPayment` as a part of a transaction, such as that of a gateway's message. */
export async function recordPaymentIn(
  deps: FactDeps,
  tx: Transaction,
  payment: PaymentInput,
): Promise<PaymentOutcome> {
  const subject = await subjectOf(deps, tx, payment.accountId);
  const { accountId, debtorId, currency, now, today } = subject;
  await lockDebtors(tx, [debtorId]);
  const valueDate = payment.valueDate ?? today;
  const paymentId = await insertPayment(tx, { payment, subject, valueDate });
  if (paymentId === undefined) return { kind: "known" };
  const { movements } = await recordLedgerEntries(
    tx,
    [
      {
        accountId,
        kind: "payment",
        amount: -payment.amount,
        valueDate,
        bookingDate: today,
        source: payment.source,
        externalId: payment.externalId,
        paymentId,
      },
    ],
    { recordedBy: payment.author, now, today },
  );
  const [movement] = movements;
  if (movement === undefined) return { kind: "known" };
  await creditPayment(tx, { debtorId, accountId, amount: payment.amount, currency, paidAt: now });
  const kind = meaningOf(movement);
  if (kind !== "payment.part") {
    await withdrawPlanned(tx, { debtorId, accountId, now });
    await closeDesk(tx, { accountId, now });
  }
  const payload = { paymentId, amount: payment.amount };
  await tell(deps, tx, { events: [{ debtorId, accountId, kind, payload }], now });
  return { kind: "booked", paymentId, movement };
}

interface BookedRow {
  readonly id: string;
  readonly account_id: string;
  readonly amount: number;
  readonly recorded_at: Date;
}

export interface ReversalInput {
  readonly paymentId: string;
  readonly author: Author;
}

/**
 * Takes a payment back: the balance returns, the account is offered to its flows again by their entry rules, and nobody
 * is asked for it on the same day.
 *
 * @returns false for one that was reversed before
 * @throws UnknownSubjectError
 */
export function reversePayment(deps: FactDeps, input: ReversalInput): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    const entries = await tx.sql<BookedRow[]>`
      select id, account_id, amount, recorded_at from ledger_entry where payment_id = ${input.paymentId} and kind = 'payment'`;
    const [first] = entries;
    if (first === undefined)
      throw new UnknownSubjectError(`No payment ${input.paymentId} is booked`);
    const { debtorId, currency, now, today, zone } = await subjectOf(deps, tx, first.account_id);
    await lockDebtors(tx, [debtorId]);
    const { count } = await tx.sql`
      update payment set status = 'reversed' where id = ${input.paymentId} and status <> 'reversed'`;
    if (count === 0) return false;
    await recordLedgerEntries(
      tx,
      entries.map(({ id, account_id: accountId, amount }) => ({
        accountId,
        kind: "reversal",
        amount: -amount,
        valueDate: today,
        bookingDate: today,
        source: "reversal",
        externalId: id,
        reverses: id,
        paymentId: input.paymentId,
      })),
      { recordedBy: input.author, now, today },
    );
    for (const { account_id: accountId, amount, recorded_at: paidAt } of entries) {
      await takeCreditBack(tx, { debtorId, accountId, amount: -amount, currency, paidAt }, now);
    }
    const tomorrow = instantAt(zone, addDays(today, 1), 0);
    await placeHolds(
      tx,
      entries.map(({ account_id: accountId }) => ({
        debtorId,
        accountId,
        state: "payment_reversed",
        since: now,
        until: tomorrow,
        author: input.author,
      })),
      now,
    );
    await tell(deps, tx, {
      events: entries.map(({ account_id: accountId }) => ({
        debtorId,
        accountId,
        kind: "payment.reversed",
        payload: { paymentId: input.paymentId },
      })),
      now,
      enrols: true,
    });
    return true;
  });
}

/** What a booking means to the runs: the portfolio's small-balance tolerance is in the account's status. */
function meaningOf({ status, statusBefore }: AccountMovement): OutsideEventKind {
  if (status === "paid") return "payment.full";
  return status === "cured" && statusBefore !== "cured" ? "payment.cured" : "payment.part";
}

async function insertPayment(
  { sql }: Transaction,
  of: {
    readonly payment: PaymentInput;
    readonly subject: { readonly debtorId: string; readonly currency: string; readonly now: Date };
    readonly valueDate: LocalDate;
  },
): Promise<string | undefined> {
  const { payment, subject, valueDate } = of;
  const [row] = await sql<{ id: string }[]>`
    insert into payment (id, source, external_id, debtor_id, payment_link_id, amount, currency, value_date, received_at,
      status)
    values (${newId()}, ${payment.source}, ${payment.externalId}, ${subject.debtorId},
      ${payment.paymentLinkId ?? null}, ${payment.amount}, ${subject.currency}, ${valueDate}, ${subject.now},
      'allocated')
    on conflict (source, external_id) do nothing
    returning id`;
  return row?.id;
}

/** What people and links still asked for about a debt that is settled. */
async function closeDesk(
  { sql }: Transaction,
  { accountId, now }: { readonly accountId: string; readonly now: Date },
): Promise<void> {
  await Promise.all([
    sql`
      update task set status = 'cancelled', closed_at = ${now}, closed_by = 'system'
      where account_id = ${accountId} and status = 'open' and kind in ('review', 'call', 'visit', 'claims_paid')`,
    sql`
      update payment_link set revoked_at = ${now}, revoked_reason = 'paid'
      where account_ids = array[${accountId}::uuid] and revoked_at is null and purpose = 'pay'`,
  ]);
}
