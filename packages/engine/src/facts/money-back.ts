import { addDays, instantAt, type LocalDate } from "@fairflow/calendar";
import { lockDebtors, placeHolds, recordLedgerEntries, type Transaction } from "@fairflow/db";
import { creditPayment } from "../figures/credit-payment.ts";
import { settleByMoney } from "./money-in.ts";
import { restateAgreements } from "./restate-agreements.ts";
import { subjectOf, tell, UnknownSubjectError, type Author, type FactDeps } from "./telling.ts";

export interface MoneyBack {
  readonly paymentId: string;
  /** Positive minor units; all that is left of the payment where absent. */
  readonly amount?: number | undefined;
  /** Whose word it is, and its number there: told twice, it is booked once. */
  readonly source: string;
  readonly externalId: string;
  readonly author: Author;
  /** From when it counts, and when a bank wrote it; today where absent. */
  readonly valueDate?: LocalDate | undefined;
  readonly bookingDate?: LocalDate | undefined;
}

/**
 * Money of a payment went back (a reversal, a refund, a chargeback): the balance returns, the account is offered to its flows
 * again by their entry rules, and nobody is asked for it on the same day.
 *
 * @returns false for what was booked before, or where nothing is left of the payment
 * @throws UnknownSubjectError
 */
export async function takeBackIn(
  deps: FactDeps,
  tx: Transaction,
  back: MoneyBack,
): Promise<boolean> {
  const found = await lockPayment(deps, tx, back);
  if (found === undefined) return false;
  const { shares, subject } = found;
  const { debtorId, now, today, zone } = subject;
  const left = sumOf(shares);
  const amount = back.amount ?? left;
  if (amount <= 0) return false;
  // The account that it was put to last gives first; more than is left of it went back from the first.
  const parts = spread(amount, shares.toReversed(), ({ paid }) => paid);
  await book(tx, { back, parts, sign: 1, ...subject });
  const isWhole = amount >= left;
  if (isWhole) await setStatus(tx, back.paymentId, "reversed");
  await creditPayment(tx, back.paymentId);
  const tomorrow = instantAt(zone, addDays(today, 1), 0);
  const hold = { debtorId, state: "payment_reversed", since: now, until: tomorrow };
  await placeHolds(
    tx,
    parts.map(({ accountId }) => ({ ...hold, accountId, author: back.author })),
    now,
  );
  await tell(deps, tx, {
    events: parts.map(({ accountId }) => ({
      debtorId,
      accountId,
      kind: "payment.reversed",
      payload: { paymentId: back.paymentId },
    })),
    now,
    enrols: true,
  });
  await restateAgreements(deps, tx, { accountIds: accountsOf(parts), now, today });
  return true;
}

/**
 * Money that had gone back came again (a chargeback that was won, a refund that failed): it counts like a payment, so that
 * what it settles is asked for no more (I7).
 *
 * @returns false for what was booked before
 * @throws UnknownSubjectError
 */
export async function giveAgainIn(
  deps: FactDeps,
  tx: Transaction,
  again: MoneyBack & { readonly amount: number },
): Promise<boolean> {
  const found = await lockPayment(deps, tx, again);
  if (found === undefined) return false;
  const { shares, subject } = found;
  const { now, today } = subject;
  const parts = spread(again.amount, shares, ({ paid, put }) => put - paid);
  const movements = await book(tx, { back: again, parts, sign: -1, ...subject });
  await setStatus(tx, again.paymentId, "allocated");
  await creditPayment(tx, again.paymentId);
  const amounts = new Map(parts.map(({ accountId, part }) => [accountId, part]));
  await settleByMoney(deps, tx, { movements, paymentId: again.paymentId, amounts, now });
  await restateAgreements(deps, tx, { accountIds: accountsOf(parts), now, today });
  return true;
}

/** What an account was given of a payment, and what it still has of it. */
interface Share {
  readonly accountId: string;
  readonly entryId: string;
  readonly put: number;
  readonly paid: number;
}

/** Undefined where this going back was booked before. @throws UnknownSubjectError */
async function lockPayment(
  deps: FactDeps,
  tx: Transaction,
  { paymentId, source, externalId }: MoneyBack,
) {
  const sharesOf = () => tx.sql<Share[]>`
    select account_id as "accountId", (array_agg(id order by id))[1] as "entryId",
      (-sum(amount) filter (where kind = 'payment'))::bigint as put, (-sum(amount))::bigint as paid
    from ledger_entry where payment_id = ${paymentId}
    group by account_id order by 2`;
  const [first] = await sharesOf();
  if (first === undefined) throw new UnknownSubjectError(`No payment ${paymentId} is booked`);
  const subject = await subjectOf(deps, tx, first.accountId);
  await lockDebtors(tx, [subject.debtorId]);
  const [known] = await tx.sql`
    select from ledger_entry where source = ${source} and external_id = ${externalId} limit 1`;
  return known === undefined ? { shares: await sharesOf(), subject } : undefined;
}

function accountsOf(parts: readonly Share[]): readonly string[] {
  return parts.map(({ accountId }) => accountId);
}

function sumOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { paid }) => sum + paid, 0);
}

/** Divides an amount over shares up to what each can bear; what is over goes to the last of them. */
function spread(
  amount: number,
  shares: readonly Share[],
  most: (share: Share) => number,
): readonly (Share & { readonly part: number })[] {
  let rest = amount;
  return shares.flatMap((share, index) => {
    const isLast = index === shares.length - 1;
    const part = isLast ? rest : Math.min(rest, Math.max(0, most(share)));
    rest -= part;
    return part > 0 ? [{ ...share, part }] : [];
  });
}

async function book(
  tx: Transaction,
  of: {
    readonly back: MoneyBack;
    readonly parts: readonly (Share & { readonly part: number })[];
    readonly sign: 1 | -1;
  } & Pick<Awaited<ReturnType<typeof subjectOf>>, "now" | "today">,
) {
  const { back, parts, sign, now, today } = of;
  const { movements } = await recordLedgerEntries(
    tx,
    parts.map(({ accountId, entryId, part }) => ({
      accountId,
      kind: "reversal",
      amount: sign * part,
      valueDate: back.valueDate ?? today,
      bookingDate: back.bookingDate ?? today,
      source: back.source,
      externalId: back.externalId,
      reverses: entryId,
      paymentId: back.paymentId,
    })),
    { recordedBy: back.author, now, today },
  );
  return movements;
}

async function setStatus(
  { sql }: Transaction,
  paymentId: string,
  status: "allocated" | "reversed",
): Promise<void> {
  await sql`update payment set status = ${status} where id = ${paymentId}`;
}
