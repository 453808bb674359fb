import { newId, readClock, shardOf, type Transaction } from "@fairflow/db";
import { judgeOrForbid, type Judgement } from "../gate.ts";
import { loadContacts } from "../load-contacts.ts";
import { loadDebtors } from "../load-debtors.ts";
import { leaveProposal } from "../notices/leave-proposal.ts";
import { saveLegalSteps } from "../save-legal-steps.ts";
import { accountsMeant } from "./outside-proposal.ts";
import type { FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";

/** A legal step that is somebody's work, and that by itself reaches nobody. */
export interface StepQuestion {
  readonly debtorId: string;
  /** Null where the debtor as a whole is meant. */
  readonly accountId: string | null;
  readonly clientId: string;
  /** In the packs' words. */
  readonly step: string;
}

/** Where the run stands that asked for the work. */
export interface StepVisit {
  readonly runId: string;
  readonly nodeId: string;
  readonly visit: number;
}

/**
 * What the gate says now of legal steps that wait for people. The answer is advice: it is asked again when the step is
 * taken. Undefined where the account is gone.
 */
export async function judgeSteps(
  deps: FactDeps,
  tx: Transaction,
  questions: readonly StepQuestion[],
): Promise<readonly (Judgement | undefined)[]> {
  if (questions.length === 0) return [];
  const debtorIds = [...new Set(questions.map(({ debtorId }) => debtorId))];
  const { now } = await readClock(tx);
  const nowMs = now.getTime();
  // The epochs are read with the debtors, before the contacts.
  const [debtors, terms] = await Promise.all([loadDebtors(tx.sql, debtorIds), termsNow(deps, tx)]);
  const contacts = await loadContacts(tx.sql, debtorIds, nowMs);
  return questions.map((question) => {
    const { debtorId, step } = question;
    const [debtor, reached] = [debtors.get(debtorId), contacts.get(debtorId)];
    if (debtor === undefined || reached === undefined) return undefined;
    const accounts = accountsMeant(terms, debtor, question);
    const proposal = leaveProposal(terms, { debtor, contacts: reached, accounts, step });
    return proposal === undefined ? undefined : judgeOrForbid(terms, proposal, nowMs);
  });
}

/**
 * Asks leave for a legal step at the moment when somebody takes it, and keeps the answer beside those that the run got
 * (I5). The caller holds the debtor's lock.
 *
 * @returns whether it may be taken
 */
export async function askLeaveIn(
  deps: FactDeps,
  tx: Transaction,
  { question, at }: { readonly question: StepQuestion; readonly at: StepVisit },
): Promise<boolean> {
  const [judgement] = await judgeSteps(deps, tx, [question]);
  if (judgement === undefined) return false;
  const { debtorId, clientId, step } = question;
  const shard = shardOf(debtorId);
  const [run] = await tx.sql<{ versionId: string }[]>`
    select version_id as "versionId" from run where shard = ${shard} and id = ${at.runId}`;
  if (run === undefined) return false;
  const asked = {
    ...at,
    ...run,
    id: newId(),
    shard,
    debtorId,
    clientId,
    accountIds: judgement.contactCase.debts.map(({ debtId }) => debtId),
    step,
    judgement,
  };
  await saveLegalSteps(tx.sql, [{ steps: [asked] }]);
  return judgement.verdict.kind === "allowed";
}
