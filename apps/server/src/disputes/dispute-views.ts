import type { DisputeDetail, DisputeSummary, EvidenceView, Role } from "@fairflow/contract";
import {
  evidenceOf,
  listDebtors,
  readClock,
  readDisputeWords,
  type Database,
  type Keyring,
  type StoredDispute,
} from "@fairflow/db";
import { packs } from "@fairflow/compliance/packs";
import { ruleOf } from "@fairflow/compliance";
import { papersBesideDecision, type FactDeps } from "@fairflow/engine";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { ruleWords } from "../debtors/rule-words.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { decisionLetterOf } from "./decision-letter.ts";

export interface Reading {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly role: Role;
}

const DAY_MS = 86_400_000;

/** Disputes as the desk lists them, with whom they concern. */
export async function disputeSummaries(
  { database, keyring, role }: Reading,
  disputes: readonly StoredDispute[],
): Promise<readonly DisputeSummary[]> {
  const ids = [...new Set(disputes.map(({ debtorId }) => debtorId))];
  const [{ now }, whoIs] = await Promise.all([readClock(database), authorNames(database)]);
  const people =
    ids.length === 0 ? [] : await listDebtors(database, keyring, { ids, limit: ids.length, now });
  const personOf = new Map(people.map((person) => [person.id, person]));
  const isUnmasked = seesPeople(role);
  return disputes.map((dispute) => {
    const { debtorId, currency, answerBy, assignee } = dispute;
    const { reference = "", name = "" } = personOf.get(debtorId) ?? {};
    return {
      id: dispute.id,
      kind: dispute.kind,
      status: dispute.status,
      reason: dispute.reason,
      debtor: {
        id: debtorId,
        reference: isUnmasked ? reference : maskedNumber(reference),
        name: isUnmasked ? name : maskedName(name),
      },
      account: {
        id: dispute.accountId,
        reference: dispute.accountReference,
        balance: { minor: dispute.balance, currency },
      },
      amount: dispute.amount === null ? null : { minor: dispute.amount, currency },
      openedAtMs: dispute.openedAt.getTime(),
      via: dispute.via,
      acknowledgeBy: dispute.acknowledgeBy,
      acknowledgedAtMs: dispute.acknowledgedAt?.getTime() ?? null,
      answerBy,
      daysLeft: answerBy === null ? null : daysUntil(answerBy, now),
      assignee: assignee === null ? null : { id: assignee, name: whoIs(assignee) },
    };
  });
}

/** Of the calendar, in whole days; an hour more or less at its edges does not matter to a list. */
function daysUntil(day: string, now: Date): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
}

/** One of them, with what was written and brought. */
export async function disputeDetail(
  facts: FactDeps,
  reading: Reading,
  dispute: StoredDispute,
): Promise<DisputeDetail> {
  const { database, keyring, role } = reading;
  const { id, kind, debtorId, accountId, currency, adjustedBy, decidedBy } = dispute;
  const [[summary], words, files, papers, whoIs, letter] = await Promise.all([
    disputeSummaries(reading, [dispute]),
    readDisputeWords(database, keyring, id),
    evidenceOf(database, debtorId),
    kind === "dispute" ? papersBesideDecision(facts, database, accountId) : [],
    authorNames(database),
    decisionLetterOf(database, id),
  ]);
  if (summary === undefined) throw new Error(`Dispute ${id} has no summary`);
  const sees = seesPeople(role);
  return {
    ...summary,
    statement: sees ? words.statement : null,
    evidence: files
      .filter((file) => file.disputeId === id)
      .map((file): EvidenceView => ({
        id: file.id,
        kind: file.kind,
        mediaType: file.mediaType,
        bytes: file.bytes,
        by: file.broughtBy === "debtor" ? "the debtor" : whoIs(file.broughtBy),
        atMs: file.broughtAt.getTime(),
      })),
    deadlines: dispute.deadlineRules.map(ruleWords),
    refersTo: [...new Set(dispute.deadlineRules.flatMap(refersTo))],
    papers: [...papers],
    decidedAtMs: dispute.decidedAt?.getTime() ?? null,
    decidedBy: decidedBy === null ? null : whoIs(decidedBy),
    decision: sees ? words.decision : null,
    adjustedBy: adjustedBy === null ? null : { minor: adjustedBy, currency },
    letter,
  };
}

/** Whom a rule names for those who are not content with an answer. */
function refersTo(id: string): readonly string[] {
  const rule = ruleOf([...packs.values()], id)?.rule;
  return rule !== undefined && "refersTo" in rule ? (rule.refersTo ?? []) : [];
}
