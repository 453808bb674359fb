import { addBusinessDays, instantAt } from "@fairflow/calendar";
import { endHolds, lockDebtors, newId, placeHolds, type Transaction } from "@fairflow/db";
import { adjustDebt } from "./disputes/adjust-debt.ts";
import { answerDeadlines, type AnswerDeadlines } from "./disputes/answer-deadlines.ts";
import { CASE_OUTCOMES, DECISION_OUTCOMES } from "../dispute-task.ts";
import { loadPortfolios } from "../load-portfolios.ts";
import { requiredToResume } from "../resuming.ts";
import { calendarOf, packsOf, portfolioOf } from "../world.ts";
import { subjectOf, tell, UnknownSubjectError, type Author, type FactDeps } from "./telling.ts";
import { withdrawPlanned } from "./withdraw-planned.ts";

/** Under either of these a dispute is open; in writing it is both. */
export const DISPUTE_STATES = ["dispute_open", "dispute_written"] as const;
const WRITTEN: ReadonlySet<string> = new Set(["page", "pay-page", "letter", "email"]);

/** What packs call the answer to the debtor, which goes out with the decision. */
export const DECISION_IS: ReadonlySet<string> = new Set([
  "dispute_reply_sent",
  "dispute_outcome_sent",
]);

/** Contact resumes no sooner than so many business days after the decision was sent. */
export const RESUME_AFTER_BUSINESS_DAYS = 5;

/** A dispute stops what is asked for; a query and a complaint only want an answer. */
export type DisputeKind = "dispute" | "query" | "complaint";

export interface DisputeInput {
  readonly accountId: string;
  /** A dispute where absent. */
  readonly kind?: DisputeKind | undefined;
  /** A code: `amount`, `not-mine`, `already-paid`, `service`, ... */
  readonly reason: string;
  /** `pay-page`, `sms`, `desk`, ... */
  readonly via: string;
  readonly author: Author;
  /** Minor units; all of it where absent. */
  readonly amount?: number | undefined;
}

/**
 * Opens a dispute: what is planned about the account is taken back, its runs go where their flow sends disputes, and its
 * demands are held. A query and a complaint stop nothing. Each has a day by which the law or the house wants it answered,
 * and a task. One of its kind that is open stays as it is.
 *
 * @returns the id of the open dispute
 */
export function openDispute(deps: FactDeps, input: DisputeInput): Promise<string> {
  return deps.database.transaction((tx) => openDisputeIn(deps, tx, input));
}

/** `openDispute` as a part of a transaction. */
export async function openDisputeIn(
  deps: FactDeps,
  tx: Transaction,
  input: DisputeInput,
): Promise<string> {
  const subject = await subjectOf(deps, tx, input.accountId);
  const { accountId, debtorId, portfolioId, now } = subject;
  const { kind = "dispute" } = input;
  await lockDebtors(tx, [debtorId]);
  const [open] = await tx.sql<{ id: string }[]>`
    select id from dispute where account_id = ${accountId} and kind = ${kind} and status = 'open'`;
  if (open !== undefined) return open.id;
  const id = newId();
  const deadlines = await answerDeadlines(deps, tx, subject, kind);
  await tx.sql`
    insert into dispute (id, kind, debtor_id, account_id, reason, amount, opened_via, opened_at, acknowledge_by,
      answer_by, deadline_rules, remind_at)
    values (${id}, ${kind}, ${debtorId}, ${accountId}, ${input.reason}, ${input.amount ?? null}, ${input.via}, ${now},
      ${deadlines.acknowledgeBy ?? null}, ${deadlines.answerBy ?? null}, ${[...deadlines.rules]}::text[],
      ${deadlines.remindAt ?? null})`;
  await openTask(tx, { debtorId, accountId, now, kind, deadlines });
  const payload = { disputeId: id };
  if (kind !== "dispute") {
    await tell(deps, tx, {
      events: [{ debtorId, accountId, kind: `${kind}.opened`, payload }],
      now,
    });
    return id;
  }
  const isWritten = WRITTEN.has(input.via) && (await isWritingAsked(deps, tx, portfolioId));
  const states = isWritten ? DISPUTE_STATES : DISPUTE_STATES.slice(0, 1);
  const hold = { debtorId, accountId, since: now, disputeId: id, author: input.author };
  await placeHolds(
    tx,
    states.map((state) => ({ ...hold, state })),
    now,
  );
  await withdrawPlanned(tx, { debtorId, accountId, now });
  await tell(deps, tx, { events: [{ debtorId, accountId, kind: "dispute.opened", payload }], now });
  return id;
}

export interface DecisionInput {
  readonly disputeId: string;
  readonly decision: "accepted" | "partly-accepted" | "rejected";
  readonly author: Author;
  /**
   * What was sent with it, as the packs name it: `account_statement_sent`, `verification_sent`, ... What they require and
   * is not on record keeps contact from resuming, and may be recorded later as a notice. `all`: everything that they require.
   */
  readonly evidence?: readonly string[] | "all" | undefined;
  /** What the decision takes off the debt; positive minor units, no more than is owed. */
  readonly adjustBy?: number | undefined;
}

/**
 * Decides a dispute, which counts as sent to the debtor now.
 *
 * @returns false for one that was decided before
 * @throws UnknownSubjectError
 */
export function resolveDispute(deps: FactDeps, input: DecisionInput): Promise<boolean> {
  return deps.database.transaction((tx) => resolveDisputeIn(deps, tx, input));
}

/** `resolveDispute` as a part of a transaction. */
export async function resolveDisputeIn(
  deps: FactDeps,
  tx: Transaction,
  input: DecisionInput,
): Promise<boolean> {
  const [dispute] = await tx.sql<{ account_id: string; kind: DisputeKind }[]>`
    select account_id, kind from dispute where id = ${input.disputeId}`;
  if (dispute === undefined) throw new UnknownSubjectError(`No dispute ${input.disputeId}`);
  const subject = await subjectOf(deps, tx, dispute.account_id);
  const { accountId, debtorId, now, today, zone } = subject;
  await lockDebtors(tx, [debtorId]);
  const { count } = await tx.sql`
      update dispute set status = ${input.decision.replace("-", "_")}, decided_at = ${now},
        decided_by = ${input.author}, decision_sent_at = ${now}, adjusted_by = ${input.adjustBy ?? null}
      where id = ${input.disputeId} and status = 'open'`;
  if (count === 0) return false;
  await closeTasks(tx, {
    accountId,
    kind: dispute.kind,
    decision: input.decision,
    author: input.author,
    now,
  });
  if (input.adjustBy !== undefined) {
    const { disputeId, author, adjustBy: amount } = input;
    await adjustDebt(deps, tx, { disputeId, author, amount, subject });
  }
  if (dispute.kind !== "dispute") {
    const payload = { disputeId: input.disputeId, decision: input.decision };
    const kind = `${dispute.kind}.resolved` as const;
    await tell(deps, tx, { events: [{ debtorId, accountId, kind, payload }], now });
    return true;
  }
  const [portfolios, law] = await Promise.all([loadPortfolios(tx.sql), deps.law.newest(tx.sql)]);
  const terms = { law, portfolios };
  await recordSent(tx, requiredToResume(packsOf(terms, [subject]), DISPUTE_STATES), input);
  for (const state of DISPUTE_STATES) {
    const { disputeId, decision: reason, author: endedBy } = input;
    await endHolds(tx, { debtorId, accountId, state, disputeId, reason, endedBy }, now);
  }
  const portfolio = portfolioOf(terms, subject.portfolioId);
  const day = addBusinessDays(calendarOf(law, portfolio), today, RESUME_AFTER_BUSINESS_DAYS);
  const resumeNotBeforeMs = instantAt(zone, day, 0).getTime();
  if (input.decision !== "accepted") {
    // Wherever a run goes from here, and whichever run comes to the account: the gate keeps every demand until then.
    const until = new Date(resumeNotBeforeMs);
    const { author, disputeId } = input;
    const hold = { debtorId, accountId, state: "dispute_decided", since: now, until };
    await placeHolds(tx, [{ ...hold, author, disputeId }], now);
  }
  const payload = { decision: input.decision, resumeNotBeforeMs };
  await tell(deps, tx, {
    events: [{ debtorId, accountId, kind: "dispute.resolved", payload }],
    now,
  });
  return true;
}

/** Puts with the dispute's holds what was sent of that which the law requires before contact resumes. */
async function recordSent(
  { sql }: Transaction,
  required: readonly string[],
  { disputeId, evidence = [] }: DecisionInput,
): Promise<void> {
  const sent =
    evidence === "all"
      ? required
      : [...required.filter((code) => DECISION_IS.has(code)), ...evidence];
  const record = Object.fromEntries(sent.map((code) => [code, disputeId]));
  await sql`
    update hold set evidence = evidence || ${JSON.stringify(record)}::jsonb
    where dispute_id = ${disputeId} and ended_at is null`;
}

/** Whether the law of the place tells a dispute in writing from another. */
async function isWritingAsked(
  deps: FactDeps,
  { sql }: Transaction,
  portfolioId: string,
): Promise<boolean> {
  const [portfolios, law] = await Promise.all([loadPortfolios(sql), deps.law.newest(sql)]);
  return packsOf({ law, portfolios }, [{ portfolioId }]).some(
    (pack) =>
      pack !== law.stopFacts && pack.holds.some(({ states }) => states.has("dispute_written")),
  );
}

const TITLES: Readonly<Record<DisputeKind, string>> = {
  dispute: "Look into the dispute",
  query: "Answer the question",
  complaint: "Look into the complaint",
};

/** One for each, whatever the account's runs do; a run that pauses for a dispute says whose work it is and by when. */
async function openTask(
  { sql }: Transaction,
  of: {
    readonly debtorId: string;
    readonly accountId: string;
    readonly now: Date;
    readonly kind: DisputeKind;
    readonly deadlines: AnswerDeadlines;
  },
): Promise<void> {
  const outcomes = of.kind === "dispute" ? DECISION_OUTCOMES : CASE_OUTCOMES;
  await sql`
    insert into task (debtor_id, account_id, team, kind, title, outcomes, due_at, created_at)
    values (${of.debtorId}, ${of.accountId}, 'Disputes', ${of.kind}, ${TITLES[of.kind]},
      ${JSON.stringify(outcomes)}::jsonb, ${of.deadlines.answerAt ?? null}, ${of.now})`;
}

/** The work that a decision finishes: to look into it, and what reminded of its day. */
async function closeTasks(
  { sql }: Transaction,
  of: {
    readonly accountId: string;
    readonly kind: DisputeKind;
    readonly decision: string;
    readonly author: Author;
    readonly now: Date;
  },
): Promise<void> {
  const { accountId, kind, decision, author, now } = of;
  await sql`
    update task set status = 'done', closed_at = ${now}, closed_by = ${author},
      outcome = case when outcomes @> '[{"id": "partly-accepted"}]' then ${decision} else outcomes -> 0 ->> 'id' end
    where account_id = ${accountId} and status = 'open'
      and (kind in (${kind}, ${`${kind}_reminder`})
        or (${kind} = 'dispute' and outcomes @> '[{"id": "partly-accepted"}]'))`;
}
