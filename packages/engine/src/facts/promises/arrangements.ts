import { addMonths, type LocalDate } from "@fairflow/calendar";
import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { subjectOf, type Author, type FactDeps, type Subject } from "../telling.ts";
import { readAgreementTerms, type AgreementTerms, type Authority } from "./agreement-terms.ts";
import { cancelPromiseIn } from "./cancel-promise.ts";
import {
  beginAgreement,
  dated,
  insertAgreement,
  subjectOfAll,
  whyNot,
  type NotAgreed,
} from "./make-promise.ts";
import { reageDebt } from "./reage.ts";

const MOST_INSTALMENTS = 120;

export interface ArrangementInput {
  /** Of one debtor, in one currency; one alone where it re-ages the debt. */
  readonly accountIds: readonly string[];
  /** In the order of their days; amounts in positive minor units. */
  readonly instalments: readonly { readonly dueOn: LocalDate; readonly amount: number }[];
  readonly frequency: "weekly" | "fortnightly" | "monthly" | "irregular";
  readonly via: string;
  readonly author: Author;
  /** By whose right it is agreed: what goes beyond it waits for somebody who may. */
  readonly authority: Authority;
  /** Whether what is overdue falls due with the instalments instead. */
  readonly reages?: boolean | undefined;
  readonly defaultAfterMissed?: number | undefined;
}

export type ArrangementOutcome =
  | { readonly kind: "made"; readonly promiseId: string }
  /** Demands wait already; it counts once somebody who may has approved it. */
  | { readonly kind: "waits"; readonly promiseId: string }
  | {
      readonly kind: "refused";
      readonly reason: NotAgreed | "too-many" | "not-in-order" | "one-account-only";
    };

/**
 * Agrees to instalments, or where they go beyond the authority of whoever proposes them, keeps them for somebody who may.
 * Flows then chase the instalment and not the debt: demands wait while the arrangement is kept.
 *
 * @throws UnknownSubjectError
 */
export function proposeArrangement(
  deps: FactDeps,
  input: ArrangementInput,
): Promise<ArrangementOutcome> {
  return deps.database.transaction((tx) => proposeArrangementIn(deps, tx, input));
}

/** `proposeArrangement` as a part of a transaction. */
export async function proposeArrangementIn(
  deps: FactDeps,
  tx: Transaction,
  input: ArrangementInput,
): Promise<ArrangementOutcome> {
  const subject = await subjectOfAll(deps, tx, input.accountIds);
  if (subject === undefined) return { kind: "refused", reason: "several-debtors" };
  const terms = await readAgreementTerms(tx);
  const reason = await refusalOf(tx, input, subject);
  if (reason !== undefined) return { kind: "refused", reason };
  const { graceBusinessDays, defaultAfterMissed } = terms.arrangement;
  const instalments = await dated(deps, tx, subject, {
    instalments: input.instalments,
    graceBusinessDays,
  });
  const isAllowed = mayAgree(terms, input.authority, { instalments, today: subject.today });
  const promiseId = await insertAgreement(tx, {
    subject,
    kind: "arrangement",
    accountIds: input.accountIds,
    instalments,
    via: input.via,
    author: input.author,
    keptPercent: terms.promise.keptPercent,
    partlyPercent: terms.promise.partlyPercent,
    graceBusinessDays,
    status: isAllowed ? "open" : "proposed",
    defaultAfterMissed: input.defaultAfterMissed ?? defaultAfterMissed,
    frequency: input.frequency,
    reages: input.reages ?? false,
  });
  await beginAgreement(deps, tx, promiseId, subject);
  if (!isAllowed) {
    await askForApproval(tx, { promiseId, subject });
    return { kind: "waits", promiseId };
  }
  await begin(tx, promiseId, { subject, author: input.author });
  return { kind: "made", promiseId };
}

export type Approval =
  | { readonly kind: "approved" }
  /** It is decided, cancelled or unknown. */
  | { readonly kind: "not-waiting" }
  /** Whoever proposed it may not approve it. */
  | { readonly kind: "own" }
  | { readonly kind: "beyond-authority" };

/** Agrees to an arrangement that waits, by one who may and did not propose it. */
export async function approveArrangementIn(
  deps: FactDeps,
  tx: Transaction,
  of: { readonly promiseId: string; readonly author: Author; readonly authority: Authority },
): Promise<Approval> {
  const { promiseId, author, authority } = of;
  const [found] = await tx.sql<{ account_id: string; author: string }[]>`
    select author, (select min(account_id::text) from promise_account where promise_id = promise.id) as account_id
    from promise where id = ${promiseId} and status = 'proposed'`;
  if (found === undefined) return { kind: "not-waiting" };
  if (found.author === author) return { kind: "own" };
  const subject = await subjectOf(deps, tx, found.account_id);
  await lockDebtors(tx, [subject.debtorId]);
  const [terms, instalments] = await Promise.all([
    readAgreementTerms(tx),
    tx.sql<{ dueOn: LocalDate; amount: number }[]>`
      select due_on as "dueOn", amount from promise_instalment where promise_id = ${promiseId} order by number`,
  ]);
  if (!mayAgree(terms, authority, { instalments, today: subject.today })) {
    return { kind: "beyond-authority" };
  }
  const { count } = await tx.sql`
    update promise set status = 'open', approved_by = ${author} where id = ${promiseId} and status = 'proposed'`;
  if (count === 0) return { kind: "not-waiting" };
  await closeApprovals(tx, { promiseId, by: author, now: subject.now });
  await begin(tx, promiseId, { subject, author });
  return { kind: "approved" };
}

/** Does not agree to an arrangement that waits: demands go on. */
export async function declineArrangementIn(
  deps: FactDeps,
  tx: Transaction,
  { promiseId, author }: { readonly promiseId: string; readonly author: Author },
): Promise<boolean> {
  const [waits] = await tx.sql`select from promise where id = ${promiseId} and status = 'proposed'`;
  if (waits === undefined) return false;
  const isDeclined = await cancelPromiseIn(deps, tx, { promiseId, reason: "declined", author });
  const { now } = await readClock(tx);
  if (isDeclined) await closeApprovals(tx, { promiseId, by: author, now });
  return isDeclined;
}

/** What is overdue falls due with the instalments from now on, where that was agreed. */
async function begin(
  tx: Transaction,
  promiseId: string,
  of: { readonly subject: Subject; readonly author: Author },
): Promise<void> {
  const [promise] = await tx.sql<{ reages: boolean; account_id: string }[]>`
    select reages, (select min(account_id::text) from promise_account where promise_id = promise.id) as account_id
    from promise where id = ${promiseId}`;
  if (promise?.reages !== true) return;
  const instalments = await tx.sql<{ dueOn: LocalDate; amount: number }[]>`
    select due_on as "dueOn", amount from promise_instalment where promise_id = ${promiseId} order by number`;
  const { account_id: accountId } = promise;
  await reageDebt(tx, { promiseId, accountId, instalments, author: of.author }, of.subject);
}

async function refusalOf(
  tx: Transaction,
  { accountIds, instalments, reages }: ArrangementInput,
  { today }: Subject,
): Promise<(ArrangementOutcome & { readonly kind: "refused" })["reason"] | undefined> {
  const [first] = instalments;
  if (first === undefined || instalments.some(({ amount }) => amount <= 0)) return "wrong-amount";
  if (instalments.length > MOST_INSTALMENTS) return "too-many";
  if (first.dueOn < today) return "in-the-past";
  const isOrdered = instalments.every(
    ({ dueOn }, index) => index === 0 || dueOn > (instalments[index - 1]?.dueOn ?? dueOn),
  );
  if (!isOrdered) return "not-in-order";
  if (reages === true && accountIds.length !== 1) return "one-account-only";
  return whyNot(
    tx,
    accountIds,
    instalments.reduce((sum, { amount }) => sum + amount, 0),
  );
}

/** Whether somebody may agree to these instalments alone: to the last of them it is no longer than their months. */
export function mayAgree(
  { arrangement }: AgreementTerms,
  authority: Authority,
  of: { readonly instalments: readonly { readonly dueOn: string }[]; readonly today: LocalDate },
): boolean {
  const last = of.instalments.at(-1);
  return last !== undefined && last.dueOn <= addMonths(of.today, arrangement.months[authority]);
}

/** What is decided on the debtor's page closes it. */
const DECIDED = [{ id: "done", label: "Decided" }] as const;

async function askForApproval(
  { sql }: Transaction,
  { promiseId, subject }: { readonly promiseId: string; readonly subject: Subject },
): Promise<void> {
  await sql`
    insert into task (debtor_id, account_id, team, kind, title, outcomes, due_at, created_at)
    select ${subject.debtorId}, ${subject.accountId}, 'Approvals', 'approve_arrangement', 'Approve the arrangement',
      ${JSON.stringify(DECIDED)}::jsonb, min(decides_at), ${subject.now}
    from promise_instalment where promise_id = ${promiseId}`;
}

/** Work that asks for an answer which has been given. */
async function closeApprovals(
  { sql }: Transaction,
  of: { readonly promiseId: string; readonly by: Author; readonly now: Date },
): Promise<void> {
  await sql`
    update task set status = 'cancelled', closed_at = ${of.now}, closed_by = ${of.by}
    where status = 'open' and kind = 'approve_arrangement'
      and account_id in (select account_id from promise_account where promise_id = ${of.promiseId})`;
}
