import { isLocalDate } from "@fairflow/calendar";
import { anyPayLink, lockDebtors, readClock, type PayLink, type Transaction } from "@fairflow/db";
import {
  giveAgainIn,
  recordSpreadPaymentIn,
  takeBackIn,
  timeBarredAccounts,
  type Confirmation,
  type FactDeps,
  type MoneyMovement,
  type PaymentPart,
} from "@fairflow/engine";
import { allocate } from "@fairflow/statements";
import { standingsToday } from "../debtors/standing-facts.ts";

export type Booked =
  | { readonly kind: "booked" | "known" | "failed" | "ignored" }
  | { readonly kind: "for-a-person"; readonly why: string };

interface Confirmed {
  readonly confirmation: Confirmation;
  /** `gateway:<name>`: numbers of movements are unique there. */
  readonly source: string;
  /** The provider that told of it; undefined of the sandbox's bank. */
  readonly takenBy: string | undefined;
}

/**
 * Books what a gateway confirms, each movement once by its reference: payments over the accounts of their link as the
 * portfolio says, refunds and chargebacks against their payment. What is not as asked waits for a person.
 */
export async function bookConfirmed(
  facts: FactDeps,
  tx: Transaction,
  { confirmation, source, takenBy }: Confirmed,
): Promise<Booked> {
  if (confirmation.kind === "odd") return { kind: "for-a-person", why: confirmation.why };
  if (confirmation.kind !== "confirmed") return { kind: "ignored" };
  const { movements, standing, paymentLinkId } = confirmation;
  if (movements.length === 0) return { kind: standing === "failed" ? "failed" : "ignored" };
  const link = await anyPayLink(tx, paymentLinkId);
  if (link === undefined) return { kind: "for-a-person", why: "money by a link that nobody made" };
  await lockDebtors(tx, [link.debtorId]);
  if (movements.some(({ currency }) => currency !== link.currency)) {
    return { kind: "for-a-person", why: "money of another currency" };
  }
  let booked = false;
  // A payment is known before what went back of it.
  for (const movement of movements.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const done = await book(facts, tx, { movement, source, takenBy, link });
    if (done === "without-its-payment") {
      return { kind: "for-a-person", why: "money back of a payment that is not booked" };
    }
    booked ||= done;
  }
  return { kind: booked ? "booked" : "known" };
}

/** @returns whether it is newly booked */
async function book(
  facts: FactDeps,
  tx: Transaction,
  of: Omit<Confirmed, "confirmation"> & {
    readonly movement: MoneyMovement;
    readonly link: PayLink;
  },
): Promise<boolean | "without-its-payment"> {
  const { movement, source, takenBy, link } = of;
  const { kind, reference, paymentReference, amount } = movement;
  const paymentId = await paymentOf(tx, source, paymentReference);
  if (kind === "payment") {
    if (paymentId !== undefined) return false;
    const parts = await partsOf(facts, tx, { link, amount });
    const origin = { source, externalId: reference, author: source, paymentLinkId: link.id };
    const payment = { ...origin, takenBy, parts };
    return (await recordSpreadPaymentIn(facts, tx, payment)).kind === "booked";
  }
  if (paymentId === undefined) return "without-its-payment";
  const back = { paymentId, amount, source, externalId: `${kind}:${reference}`, author: source };
  switch (kind) {
    case "refund":
    case "chargeback":
      return takeBackIn(facts, tx, back);
    case "refund-failed":
    case "chargeback-won":
      return giveAgainIn(facts, tx, back);
  }
}

const ORDER: readonly MoneyMovement["kind"][] = [
  "payment",
  "refund",
  "chargeback",
  "refund-failed",
  "chargeback-won",
];

function rankOf({ kind }: MoneyMovement): number {
  return ORDER.indexOf(kind);
}

async function paymentOf(
  { sql }: Transaction,
  source: string,
  reference: string,
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select id from payment where source = ${source} and external_id = ${reference}`;
  return row?.id;
}

/**
 * Spreads money over the accounts of a link as their portfolio says; what is over goes to the oldest. A debt that is too old
 * gets none while there is another: a payment may let its time begin anew.
 */
async function partsOf(
  facts: FactDeps,
  tx: Transaction,
  { link, amount }: { readonly link: PayLink; readonly amount: number },
): Promise<readonly PaymentPart[]> {
  const [single, another] = link.accountIds;
  if (single !== undefined && another === undefined) return [{ accountId: single, amount }];
  const { now } = await readClock(tx);
  const barred = await timeBarredAccounts(facts, tx, link);
  const debtor = { id: link.debtorId, zone: link.zone };
  const all = await standingsToday(tx, [debtor], { now, accounts: link.accountIds });
  const young = all.filter(({ accountId }) => !barred.has(accountId));
  const standings = young.length > 0 ? young : all;
  const oldestFirst = standings.toSorted((a, b) => b.daysPastDue - a.daysPastDue);
  const owed = oldestFirst.map(({ accountId, arrears, balance, dueDate }) => ({
    accountId,
    arrears: Math.max(0, arrears),
    balance: Math.max(0, balance),
    dueDate: dueDate !== null && isLocalDate(dueDate) ? dueDate : undefined,
  }));
  const { parts, rest } = allocate(amount, owed, link.allocation);
  const oldest = parts[0]?.accountId ?? oldestFirst[0]?.accountId ?? link.accountIds[0];
  if (rest === 0 || oldest === undefined) return parts;
  const given = new Map(parts.map((part) => [part.accountId, part.amount]));
  given.set(oldest, (given.get(oldest) ?? 0) + rest);
  return [...given].map(([accountId, part]) => ({ accountId, amount: part }));
}
