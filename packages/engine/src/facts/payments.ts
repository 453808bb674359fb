import type { LocalDate } from "@fairflow/calendar";
import {
  lockDebtors,
  newId,
  recordLedgerEntries,
  type AccountMovement,
  type Transaction,
} from "@fairflow/db";
import { creditPayment } from "../figures/credit-payment.ts";
import { settleByMoney } from "./money-in.ts";
import { restateAgreements } from "./restate-agreements.ts";
import { takeBackIn } from "./money-back.ts";
import { subjectOf, type Author, type FactDeps, type Subject } from "./telling.ts";

/** What of a payment goes to an account: positive minor units of its currency. */
export interface PaymentPart {
  readonly accountId: string;
  readonly amount: number;
}

interface PaymentOrigin {
  /** `gateway:<name>`, `feed:<mapping>`, `desk`. */
  readonly source: string;
  /** The source's own number of the payment: told twice, it is booked once. */
  readonly externalId: string;
  readonly author: Author;
  readonly valueDate?: LocalDate | undefined;
  /** When a bank wrote it; today where absent. */
  readonly bookingDate?: LocalDate | undefined;
  readonly paymentLinkId?: string | undefined;
  /** The provider that took it for us, where one did. */
  readonly takenBy?: string | undefined;
}

export type PaymentInput = PaymentOrigin & PaymentPart;

/** One payment over several accounts of one debtor, all in one currency; at least one. */
export interface SpreadPaymentInput extends PaymentOrigin {
  readonly parts: readonly PaymentPart[];
}

export type PaymentOutcome =
  | { readonly kind: "booked"; readonly paymentId: string; readonly movement: AccountMovement }
  | { readonly kind: "known" };

export type SpreadPaymentOutcome =
  | {
      readonly kind: "booked";
      readonly paymentId: string;
      readonly movements: readonly AccountMovement[];
    }
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
  { accountId, amount, ...origin }: PaymentInput,
): Promise<PaymentOutcome> {
  const parts = [{ accountId, amount }];
  const outcome = await recordSpreadPaymentIn(deps, tx, { ...origin, parts });
  if (outcome.kind === "known") return outcome;
  const [movement] = outcome.movements;
  if (movement === undefined) return { kind: "known" };
  return { kind: "booked", paymentId: outcome.paymentId, movement };
}

/** Books one payment over several accounts of a debtor, once by its outside id. */
export async function recordSpreadPaymentIn(
  deps: FactDeps,
  tx: Transaction,
  payment: SpreadPaymentInput,
): Promise<SpreadPaymentOutcome> {
  const [first] = payment.parts;
  if (first === undefined) throw new RangeError(`Payment ${payment.externalId} is for no account`);
  const subject = await subjectOf(deps, tx, first.accountId);
  await lockDebtors(tx, [subject.debtorId]);
  const paymentId = await insertPayment(tx, payment, subject);
  if (paymentId === undefined) return { kind: "known" };
  const { movements } = await putToAccounts(deps, tx, { payment, paymentId, subject });
  return { kind: "booked", paymentId, movements };
}

async function putToAccounts(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly payment: SpreadPaymentInput;
    readonly paymentId: string;
    readonly subject: Subject;
  },
): Promise<{ readonly movements: readonly AccountMovement[] }> {
  const { payment, paymentId, subject } = of;
  const { now, today } = subject;
  const { movements } = await recordLedgerEntries(
    tx,
    payment.parts.map(({ accountId, amount }) => ({
      accountId,
      kind: "payment",
      amount: -amount,
      valueDate: payment.valueDate ?? today,
      bookingDate: payment.bookingDate ?? today,
      source: payment.source,
      externalId: payment.externalId,
      paymentId,
    })),
    { recordedBy: payment.author, now, today },
  );
  const amounts = new Map(payment.parts.map(({ accountId, amount }) => [accountId, amount]));
  await settleByMoney(deps, tx, { movements, paymentId, amounts, now });
  await restateAgreements(deps, tx, { accountIds: [...amounts.keys()], now, today });
  // Last: payments of many debtors count in one row, which is then locked until the end.
  await creditPayment(tx, paymentId);
  return { movements };
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
export function reversePayment(
  deps: FactDeps,
  { paymentId, author }: ReversalInput,
): Promise<boolean> {
  return deps.database.transaction((tx) =>
    takeBackIn(deps, tx, { paymentId, author, source: "reversal", externalId: paymentId }),
  );
}

async function insertPayment(
  { sql }: Transaction,
  payment: SpreadPaymentInput,
  subject: Subject,
): Promise<string | undefined> {
  const amount = payment.parts.reduce((sum, part) => sum + part.amount, 0);
  const [row] = await sql<{ id: string }[]>`
    insert into payment (id, source, external_id, debtor_id, payment_link_id, taken_by, amount, currency, value_date,
      received_at, status)
    values (${newId()}, ${payment.source}, ${payment.externalId}, ${subject.debtorId},
      ${payment.paymentLinkId ?? null}, ${payment.takenBy ?? null}, ${amount}, ${subject.currency}, ${payment.valueDate ?? subject.today},
      ${subject.now}, 'allocated')
    on conflict (source, external_id) do nothing
    returning id`;
  return row?.id;
}
