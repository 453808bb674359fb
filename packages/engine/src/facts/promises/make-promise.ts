import { addBusinessDays, addDays, instantAt, type LocalDate } from "@fairflow/calendar";
import { lockDebtors, newId, type Transaction } from "@fairflow/db";
import { calendarOf, portfolioOf } from "../../world.ts";
import { termsNow } from "../terms-now.ts";
import {
  subjectOf,
  tell,
  UnknownSubjectError,
  type Author,
  type FactDeps,
  type Subject,
} from "../telling.ts";
import { readAgreementTerms } from "./agreement-terms.ts";
import { holdDemands, toldOf } from "./restate-promises.ts";

export interface PromiseInput {
  /** Of one debtor, in one currency. */
  readonly accountIds: readonly string[];
  /** Positive minor units. */
  readonly amount: number;
  readonly dueOn: LocalDate;
  /** `pay-page`, `sms`, `call`, `api`, ... */
  readonly via: string;
  readonly author: Author;
}

/** Why nothing was agreed. */
export type NotAgreed =
  /** A promise, an arrangement or a settlement is open on one of the accounts. */
  | "open-already"
  | "in-the-past"
  /** Later than the installation lets it be. */
  | "too-late"
  /** More than is owed, or nothing. */
  | "wrong-amount"
  | "disputed"
  /** One of the accounts is paid or closed. */
  | "nothing-owed"
  /** The accounts are of several debtors or in several currencies. */
  | "several-debtors";

export type PromiseOutcome =
  | {
      readonly kind: "made";
      readonly promiseId: string;
      /** The last day on which money still keeps it. */
      readonly graceUntil: LocalDate;
    }
  | { readonly kind: "refused"; readonly reason: NotAgreed };

/**
 * Takes a promise to pay: until its day and some business days of grace are over, demands about its accounts wait. What is
 * paid by then, by value date, decides it.
 *
 * @throws UnknownSubjectError
 */
export function proposePromise(deps: FactDeps, input: PromiseInput): Promise<PromiseOutcome> {
  return deps.database.transaction((tx) => proposePromiseIn(deps, tx, input));
}

/** `proposePromise` as a part of a transaction. */
export async function proposePromiseIn(
  deps: FactDeps,
  tx: Transaction,
  input: PromiseInput,
): Promise<PromiseOutcome> {
  const subject = await subjectOfAll(deps, tx, input.accountIds);
  if (subject === undefined) return { kind: "refused", reason: "several-debtors" };
  const { promise: terms } = await readAgreementTerms(tx);
  const { today } = subject;
  if (input.dueOn < today) return { kind: "refused", reason: "in-the-past" };
  if (input.dueOn > addDays(today, terms.withinDays))
    return { kind: "refused", reason: "too-late" };
  const reason = await whyNot(tx, input.accountIds, input.amount);
  if (reason !== undefined) return { kind: "refused", reason };
  const [instalment] = await dated(deps, tx, subject, {
    instalments: [input],
    graceBusinessDays: terms.graceBusinessDays,
  });
  if (instalment === undefined) throw new RangeError("A promise has one day");
  const promiseId = await insertAgreement(tx, {
    subject,
    kind: "promise",
    accountIds: input.accountIds,
    instalments: [instalment],
    via: input.via,
    author: input.author,
    keptPercent: terms.keptPercent,
    partlyPercent: terms.partlyPercent,
    graceBusinessDays: terms.graceBusinessDays,
  });
  await beginAgreement(deps, tx, promiseId, subject);
  return { kind: "made", promiseId, graceUntil: instalment.graceUntil };
}

/** The subject of accounts that are of one debtor and in one currency, whose lock is then held. */
export async function subjectOfAll(
  deps: FactDeps,
  tx: Transaction,
  accountIds: readonly string[],
): Promise<Subject | undefined> {
  const [first] = accountIds;
  if (first === undefined) throw new UnknownSubjectError("No account is named");
  const subject = await subjectOf(deps, tx, first);
  const alike = await tx.sql`
    select from account
    where id = any(${accountIds}::uuid[]) and debtor_id = ${subject.debtorId} and currency = ${subject.currency}`;
  if (alike.length !== new Set(accountIds).size) return undefined;
  await lockDebtors(tx, [subject.debtorId]);
  return subject;
}

interface Standing {
  readonly balance: number;
  readonly is_owed: boolean;
  readonly is_disputed: boolean;
  readonly is_taken: boolean;
}

/** What keeps these accounts from a new agreement. The caller holds the debtor's lock. */
export async function whyNot(
  { sql }: Transaction,
  accountIds: readonly string[],
  amount: number,
): Promise<NotAgreed | undefined> {
  const accounts = await sql<Standing[]>`
    select balance, status in ('open', 'cured') as is_owed,
      exists (
        select from dispute where account_id = account.id and kind = 'dispute' and status = 'open'
      ) as is_disputed,
      exists (
        select from promise join promise_account on promise_id = promise.id
        where promise_account.account_id = account.id and status in ('proposed', 'open')
      ) or exists (
        select from settlement where account_id = account.id and status in ('proposed', 'accepted')
      ) as is_taken
    from account where id = any(${accountIds}::uuid[])`;
  if (accounts.some((account) => !account.is_owed)) return "nothing-owed";
  if (accounts.some((account) => account.is_disputed)) return "disputed";
  if (accounts.some((account) => account.is_taken)) return "open-already";
  const owed = accounts.reduce((sum, { balance }) => sum + balance, 0);
  return amount > 0 && amount <= owed ? undefined : "wrong-amount";
}

export interface DatedInstalment {
  readonly dueOn: LocalDate;
  readonly amount: number;
  readonly graceUntil: LocalDate;
  readonly decidesAt: Date;
}

/** Instalments with their last day of grace, by the business days of the place. */
export async function dated(
  deps: FactDeps,
  tx: Transaction,
  { portfolioId, zone }: Subject,
  of: {
    readonly instalments: readonly { readonly dueOn: LocalDate; readonly amount: number }[];
    readonly graceBusinessDays: number;
  },
): Promise<readonly DatedInstalment[]> {
  const terms = await termsNow(deps, tx);
  const calendar = calendarOf(terms.law, portfolioOf(terms, portfolioId));
  return of.instalments.map(({ dueOn, amount }) => {
    const graceUntil =
      of.graceBusinessDays === 0 ? dueOn : addBusinessDays(calendar, dueOn, of.graceBusinessDays);
    return { dueOn, amount, graceUntil, decidesAt: instantAt(zone, addDays(graceUntil, 1), 0) };
  });
}

export interface NewAgreement {
  readonly subject: Subject;
  readonly kind: "promise" | "arrangement";
  readonly accountIds: readonly string[];
  readonly instalments: readonly DatedInstalment[];
  readonly via: string;
  readonly author: Author;
  readonly keptPercent: number;
  readonly partlyPercent: number;
  readonly graceBusinessDays: number;
  readonly status?: "proposed" | "open";
  readonly defaultAfterMissed?: number;
  readonly frequency?: string | undefined;
  readonly reages?: boolean;
  readonly settlementId?: string | undefined;
}

export async function insertAgreement({ sql }: Transaction, of: NewAgreement): Promise<string> {
  const { subject, kind, accountIds, instalments, via, author } = of;
  const amount = instalments.reduce((sum, each) => sum + each.amount, 0);
  const tolerance = Math.floor((amount * (100 - of.keptPercent)) / 100);
  const id = newId();
  await sql`
    insert into promise (id, debtor_id, kind, made_at, made_on, made_via, author, amount, currency, tolerance,
      partly_percent, grace_business_days, default_after_missed, frequency, reages, settlement_id, status)
    values (${id}, ${subject.debtorId}, ${kind}, ${subject.now}, ${subject.today}, ${via}, ${author}, ${amount},
      ${subject.currency}, ${tolerance}, ${of.partlyPercent}, ${of.graceBusinessDays}, ${of.defaultAfterMissed ?? 1},
      ${of.frequency ?? null}, ${of.reages ?? false}, ${of.settlementId ?? null}, ${of.status ?? "open"})`;
  await sql`
    insert into promise_account (promise_id, account_id)
    select ${id}, account_id from unnest(${[...new Set(accountIds)]}::uuid[]) as account_id`;
  await sql`
    insert into promise_instalment (promise_id, number, due_on, grace_until, decides_at, amount)
    select ${id}, number, due_on, grace_until, decides_at, amount
    from unnest(
      ${instalments.map((_, index) => index + 1)}::smallint[], ${instalments.map(({ dueOn }) => dueOn)}::date[],
      ${instalments.map(({ graceUntil }) => graceUntil)}::date[],
      ${instalments.map(({ decidesAt }) => decidesAt.toISOString())}::timestamptz[],
      ${instalments.map((each) => each.amount)}::bigint[]
    ) as instalment (number, due_on, grace_until, decides_at, amount)`;
  return id;
}

/** Demands wait from now on, and the runs are told. */
export async function beginAgreement(
  deps: FactDeps,
  tx: Transaction,
  promiseId: string,
  { now }: Pick<Subject, "now">,
): Promise<void> {
  const [promise] = await tx.sql<Begun[]>`
    select id, debtor_id as "debtorId", kind, author,
      array(select account_id from promise_account where promise_id = promise.id order by account_id) as "accountIds",
      (select max(decides_at) from promise_instalment where promise_id = promise.id) as until
    from promise where id = ${promiseId}`;
  if (promise === undefined) throw new UnknownSubjectError(`There is no promise ${promiseId}`);
  await holdDemands(tx, { promise, until: promise.until, author: promise.author }, now);
  await tell(deps, tx, { events: toldOf(promise, "promise.made", { promiseId }), now });
}

interface Begun {
  readonly id: string;
  readonly debtorId: string;
  readonly kind: "promise" | "arrangement";
  readonly author: string;
  readonly accountIds: readonly string[];
  readonly until: Date;
}
