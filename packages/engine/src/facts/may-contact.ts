import { lockDebtors, newId, readClock, type Transaction } from "@fairflow/db";
import { noChanges, type DebtorChanges } from "../batch-changes.ts";
import { plannedCase, type Proposal } from "../contact-case.ts";
import type { ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import { judgeOrForbid, type Judgement } from "../gate.ts";
import { loadContacts } from "../load-contacts.ts";
import { loadDebtors } from "../load-debtors.ts";
import { saveAttempts } from "../save-attempts.ts";
import { mayClaim } from "../sending/sending-switch.ts";
import type { Terms } from "../world.ts";
import { loadBars, type BarsAt } from "./address-bars.ts";
import { keptUntil } from "./kept-until.ts";
import { outsideAttempt, outsideProvider } from "./outside-attempt.ts";
import {
  lacksAddress,
  listedAddress,
  outsideProposal,
  type OutsideContact,
} from "./outside-proposal.ts";
import { endReservations } from "./reservations.ts";
import type { FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";

/** A contact that somebody else would like to make. */
export interface ContactQuestion extends OutsideContact {
  /** When; now where absent. */
  readonly at?: Date | undefined;
}

/** What the gate says of it. */
export interface ContactAnswer {
  /** Null where it was not judged. */
  readonly judgement: Judgement | null;
  /** Why nobody may make it, whatever the rules say. */
  readonly problem: "unknown-account" | "no-usable-address" | "all-contact-paused" | null;
  /** Which address was judged; without an id where the debtor's file does not have it, null where none is used. */
  readonly address: { readonly id: string | null; readonly kind: string } | null;
  /** The attempt that keeps the slot, or records the refusal; null where none was asked for. */
  readonly attemptId: string | null;
  /** Until when the slot is kept; null where none is. */
  readonly reservedUntil: Date | null;
}

type Problem = NonNullable<ContactAnswer["problem"]>;

/**
 * Asks the gate about contacts that others would make, on the facts and the law by which the engine's own are judged. The
 * answer is advice: it keeps no slot and may be another a moment later.
 */
export function mayContact(
  deps: FactDeps,
  questions: readonly ContactQuestion[],
): Promise<readonly ContactAnswer[]> {
  return mayContactIn(deps, deps.database, questions);
}

/** `mayContact` on what a transaction has written so far. */
export async function mayContactIn(
  deps: FactDeps,
  tx: Transaction,
  questions: readonly ContactQuestion[],
): Promise<readonly ContactAnswer[]> {
  const known = await factsOf(deps, tx, questions);
  return questions.map((question) => {
    const facts = known.of(question);
    const proposal =
      facts === undefined ? undefined : outsideProposal({ ...facts, alsoPlanned: [] }, question);
    if (proposal === undefined) return notAsked("unknown-account");
    const atMs = question.at?.getTime() ?? known.nowMs;
    return {
      judgement: judgeOrForbid(known.terms, asFreshAt(proposal, known.nowMs, atMs), atMs),
      problem: lacksAddress(proposal) ? "no-usable-address" : null,
      address: judgedAddress(proposal),
      attemptId: null,
      reservedUntil: null,
    };
  });
}

function notAsked(problem: Problem): ContactAnswer {
  return { judgement: null, problem, address: null, attemptId: null, reservedUntil: null };
}

function judgedAddress(proposal: Proposal): ContactAnswer["address"] {
  const { address } = proposal;
  return address === null ? null : { id: listedAddress(proposal)?.id ?? null, kind: address.kind };
}

export interface Reserving {
  /** Of the clock's time. */
  readonly minutes: number;
  /** Who keeps the slots: the name of another system. */
  readonly source: string;
}

/**
 * Asks, and keeps the slot of each contact that is allowed until its time is over, or until the law shuts if that is
 * sooner: of two who would make the same call one is told so. Everything that is asked becomes an attempt with its verdict (I5), refusals too.
 */
export function reserveContacts(
  deps: FactDeps,
  questions: readonly ContactQuestion[],
  reserving: Reserving,
): Promise<readonly ContactAnswer[]> {
  return deps.database.transaction((tx) => reserveContactsIn(deps, tx, questions, reserving));
}

/** `reserveContacts` as a part of a transaction. */
export async function reserveContactsIn(
  deps: FactDeps,
  tx: Transaction,
  questions: readonly ContactQuestion[],
  { minutes, source }: Reserving,
): Promise<readonly ContactAnswer[]> {
  if (!(await mayClaim(tx))) return questions.map(() => notAsked("all-contact-paused"));
  const debtorIds = [...new Set(questions.map(({ debtorId }) => debtorId))];
  await lockDebtors(tx, debtorIds);
  const { now } = await readClock(tx);
  await endReservations(tx, debtorIds, now);
  const known = await factsOf(deps, tx, questions);
  const changes = new Map<string, DebtorChanges>();
  const judged = new Map<string, Proposal["alsoPlanned"]>();
  const from = new Date(known.nowMs);
  const span = { from, to: new Date(known.nowMs + minutes * 60_000) };
  const answers = questions.map((question): ContactAnswer => {
    const facts = known.of(question);
    if (facts === undefined) return notAsked("unknown-account");
    const { debtor } = facts;
    const alsoPlanned = judged.get(debtor.id) ?? [];
    const proposal = outsideProposal({ ...facts, alsoPlanned }, question);
    if (proposal === undefined) return notAsked("unknown-account");
    if (lacksAddress(proposal)) return notAsked("no-usable-address");
    const judgement = judgeOrForbid(known.terms, proposal, known.nowMs);
    const attemptId = newId();
    const change = changes.get(debtor.id) ?? noChanges({ debtorId: debtor.id, ...debtor });
    changes.set(debtor.id, change);
    const attempt = { id: attemptId, proposal, judgement, atMs: known.nowMs };
    change.attempts.push(outsideAttempt(known.terms, attempt));
    const answer = { judgement, problem: null, address: judgedAddress(proposal), attemptId };
    if (judgement.verdict.kind !== "allowed") return { ...answer, reservedUntil: null };
    judged.set(debtor.id, [...alsoPlanned, plannedCase(proposal, known.nowMs)]);
    return { ...answer, reservedUntil: keptUntil(known.terms, { proposal, judgement }, span) };
  });
  await Promise.all(saveAttempts(tx.sql, [...changes.values()], known.nowMs));
  await keep(tx, {
    asked: answers.flatMap(({ attemptId, reservedUntil }) =>
      attemptId === null ? [] : [{ attemptId, reservedUntil }],
    ),
    debtorIds: [...changes.keys()],
    reservedFor: [...judged.keys()],
    provider: outsideProvider(source),
  });
  return answers;
}

/** What was planned on the facts as they were is judged anew: it counts these slots now (I7). */
async function keep(
  { sql }: Transaction,
  of: {
    readonly asked: readonly {
      readonly attemptId: string;
      /** Null for what was refused. */
      readonly reservedUntil: Date | null;
    }[];
    readonly debtorIds: readonly string[];
    /** Those of whom a slot is kept now. */
    readonly reservedFor: readonly string[];
    readonly provider: string;
  },
): Promise<void> {
  if (of.asked.length === 0) return;
  await sql`
    update attempt set provider = ${of.provider}, reserved_until = asked.until
    from unnest(${of.debtorIds}::uuid[]) as concerned (debtor_id),
      unnest(
        ${of.asked.map(({ attemptId }) => attemptId)}::uuid[],
        ${of.asked.map(({ reservedUntil }) => reservedUntil?.toISOString() ?? null)}::timestamptz[]
      ) as asked (id, until)
    where attempt.shard = shard_of(concerned.debtor_id) and attempt.debtor_id = concerned.debtor_id
      and attempt.id = asked.id`;
  await sql`update debtor set epoch = epoch + 1 where id = any(${of.reservedFor}::uuid[])`;
}

interface Known {
  readonly terms: Terms;
  readonly nowMs: number;
  readonly of: (question: OutsideContact) =>
    | {
        readonly terms: Terms;
        readonly debtor: DebtorFacts;
        readonly contacts: ContactFacts;
        readonly barred: BarsAt;
      }
    | undefined;
}

/** All that is known of everybody who is asked about, in one load. */
async function factsOf(
  deps: FactDeps,
  tx: Transaction,
  questions: readonly ContactQuestion[],
): Promise<Known> {
  const debtorIds = [...new Set(questions.map(({ debtorId }) => debtorId))];
  const { now } = await readClock(tx);
  const nowMs = now.getTime();
  // The epochs are read with the debtors, before the contacts.
  const [debtors, terms] = await Promise.all([loadDebtors(tx.sql, debtorIds), termsNow(deps, tx)]);
  const [contacts, barred] = await Promise.all([
    loadContacts(tx.sql, debtorIds, nowMs),
    loadBars(tx, questions),
  ]);
  return {
    terms,
    nowMs,
    of: ({ debtorId }) => {
      const debtor = debtors.get(debtorId);
      const reached = contacts.get(debtorId);
      return debtor === undefined || reached === undefined
        ? undefined
        : { terms, debtor, contacts: reached, barred };
    },
  };
}

/** A later instant is judged on figures that are as new then as they are now: nobody knows when the next file comes. */
function asFreshAt(proposal: Proposal, nowMs: number, atMs: number): Proposal {
  const { portfolio } = proposal;
  if (portfolio.dataAsOfMs === null) return proposal;
  const dataAsOfMs = portfolio.dataAsOfMs + (atMs - nowMs);
  return { ...proposal, portfolio: { ...portfolio, dataAsOfMs } };
}
