import type { LeaveEffect } from "@fairflow/interpreter";
import { accountsOf } from "../account-of-run.ts";
import type { JudgedStep } from "../batch-changes.ts";
import type { StoredRun } from "../claim-runs.ts";
import type { ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import type { Deciding } from "../deciding.ts";
import { judge } from "../gate.ts";
import { leaveProposal } from "./leave-proposal.ts";

/** Asks the gate about a legal step that by itself reaches nobody. */
export function judgeLeave(
  { terms, nowMs, newId }: Deciding,
  of: { readonly debtor: DebtorFacts; readonly contacts: ContactFacts; readonly stored: StoredRun },
  effect: LeaveEffect,
): JudgedStep {
  const { debtor, contacts, stored } = of;
  const accounts = accountsOf(debtor, stored);
  const { node, visit, step } = effect;
  const proposal = leaveProposal(terms, { debtor, contacts, accounts, step });
  if (proposal === undefined) throw new RangeError(`Run ${stored.id} speaks of no account`);
  return {
    id: newId(),
    shard: stored.shard,
    debtorId: debtor.id,
    clientId: proposal.portfolio.clientId,
    accountIds: accounts.map(({ id }) => id),
    runId: stored.id,
    versionId: stored.versionId,
    nodeId: node,
    visit,
    step,
    judgement: judge(terms, proposal, nowMs),
  };
}
