import { addDays, instantAt, type LocalDate } from "@fairflow/calendar";
import { lockDebtors, newId, type Transaction } from "@fairflow/db";
import {
  floorOf,
  readAgreementTerms,
  type AgreementTerms,
  type Authority,
} from "../promises/agreement-terms.ts";
import { whyNot, type NotAgreed } from "../promises/make-promise.ts";
import { subjectOf, type Author, type FactDeps, type Subject } from "../telling.ts";

export interface SettlementInput {
  readonly accountId: string;
  /** Of the balance as it is now; the server works out the amount. */
  readonly percent: number;
  readonly author: Author;
  readonly authority: Authority;
  /** The last day on which the money counts; as many days ahead as the installation says where absent. */
  readonly expiresOn?: LocalDate | undefined;
  /** What the write-off of the rest is booked under; the installation's code where absent. */
  readonly writeOffCode?: string | undefined;
}

export type SettlementOutcome =
  | {
      readonly kind: "offered";
      readonly settlementId: string;
      /** What is to be paid; minor units. */
      readonly amount: number;
      readonly expiresOn: LocalDate;
    }
  /** Beyond its author's authority: it stands once another who may has approved it. */
  | { readonly kind: "waits"; readonly settlementId: string; readonly amount: number }
  | { readonly kind: "refused"; readonly reason: NotAgreed | "bad-percent" };

/**
 * Offers to take a part of a debt for all of it. Below the floor of the account's stage, or where more would be written off
 * than its author may, it waits for a second person, unless whoever published the flow that offers it has approved it.
 *
 * @throws UnknownSubjectError
 */
export async function offerSettlementIn(
  deps: FactDeps,
  tx: Transaction,
  { isApproved = false, ...input }: SettlementInput & { readonly isApproved?: boolean },
): Promise<SettlementOutcome> {
  const subject = await subjectOf(deps, tx, input.accountId);
  await lockDebtors(tx, [subject.debtorId]);
  const terms = await readAgreementTerms(tx);
  const { percent } = input;
  if (!Number.isInteger(percent) || percent < 1 || percent > 99) {
    return { kind: "refused", reason: "bad-percent" };
  }
  const [account] = await tx.sql<{ balance: number; stage: string | null }[]>`
    select balance, stage from account where id = ${input.accountId}`;
  const balance = account?.balance ?? 0;
  const amount = Math.ceil((balance * percent) / 100);
  const reason = await whyNotSettle(tx, input.accountId, { amount, balance });
  if (reason !== undefined) return { kind: "refused", reason };
  const expiresOn = input.expiresOn ?? addDays(subject.today, terms.settlement.expiresAfterDays);
  if (expiresOn < subject.today) return { kind: "refused", reason: "in-the-past" };
  const isAllowed =
    isApproved ||
    mayOffer(terms, input.authority, {
      percent,
      rest: balance - amount,
      stage: account?.stage ?? null,
    });
  const settlementId = await insertSettlement(tx, {
    input,
    subject,
    terms,
    balance,
    amount,
    expiresOn,
    status: isAllowed ? "offered" : "proposed",
  });
  if (isAllowed) return { kind: "offered", settlementId, amount, expiresOn };
  await askForSecond(tx, subject);
  return { kind: "waits", settlementId, amount };
}

/** `offerSettlementIn` in a transaction of its own. */
export function offerSettlement(
  deps: FactDeps,
  input: SettlementInput,
): Promise<SettlementOutcome> {
  return deps.database.transaction((tx) => offerSettlementIn(deps, tx, input));
}

async function whyNotSettle(
  tx: Transaction,
  accountId: string,
  { amount, balance }: { readonly amount: number; readonly balance: number },
): Promise<NotAgreed | undefined> {
  const [open] = await tx.sql`
    select from settlement where account_id = ${accountId} and status in ('proposed', 'offered', 'accepted')`;
  if (open !== undefined) return "open-already";
  const reason = await whyNot(tx, [accountId], amount);
  return reason ?? (amount < balance ? undefined : "wrong-amount");
}

/** Whether so much may be let go by this right: down to the floor of the stage, up to so much money. */
export function mayOffer(
  terms: AgreementTerms,
  authority: Authority,
  of: { readonly percent: number; readonly rest: number; readonly stage: string | null },
): boolean {
  const least = floorOf(terms, of.stage)?.percent[authority];
  return (
    least !== undefined && of.percent >= least && of.rest <= terms.settlement.writeOff[authority]
  );
}

async function insertSettlement(
  { sql }: Transaction,
  of: {
    readonly input: SettlementInput;
    readonly subject: Subject;
    readonly terms: AgreementTerms;
    readonly balance: number;
    readonly amount: number;
    readonly expiresOn: LocalDate;
    readonly status: "proposed" | "offered";
  },
): Promise<string> {
  const { input, subject, terms, expiresOn } = of;
  const id = newId();
  const lapsesAt = instantAt(subject.zone, addDays(expiresOn, 1), 0);
  await sql`
    insert into settlement (id, debtor_id, account_id, currency, balance, amount, percent, counts_from, expires_on,
      lapses_at, status, write_off_code, author, proposed_at)
    values (${id}, ${subject.debtorId}, ${subject.accountId}, ${subject.currency}, ${of.balance}, ${of.amount},
      ${input.percent}, ${subject.today}, ${expiresOn}, ${lapsesAt}, ${of.status},
      ${input.writeOffCode ?? terms.settlement.writeOffCode}, ${input.author}, ${subject.now})`;
  return id;
}

async function askForSecond({ sql }: Transaction, subject: Subject): Promise<void> {
  await sql`
    insert into task (debtor_id, account_id, team, kind, title, outcomes, created_at)
    values (${subject.debtorId}, ${subject.accountId}, 'Approvals', 'approve_settlement', 'Approve the settlement',
      ${JSON.stringify(DECIDED)}::jsonb, ${subject.now})`;
}

/** What is decided on the debtor's page closes it. */
const DECIDED = [{ id: "done", label: "Decided" }] as const;
