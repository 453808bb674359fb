import type { LeaveEffect } from "@fairflow/interpreter";
import { accountsOf } from "../account-of-run.ts";
import type { JudgedStep } from "../batch-changes.ts";
import type { StoredRun } from "../claim-runs.ts";
import type { ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import type { Deciding } from "../deciding.ts";
import { judge } from "../gate.ts";
import { portfolioOf } from "../world.ts";

/** Asks the gate about a legal step that by itself reaches nobody. */
export function judgeLeave(
  { terms, nowMs, newId }: Deciding,
  of: { readonly debtor: DebtorFacts; readonly contacts: ContactFacts; readonly stored: StoredRun },
  effect: LeaveEffect,
): JudgedStep {
  const { debtor, contacts, stored } = of;
  const accounts = accountsOf(debtor, stored);
  const [account] = accounts;
  if (account === undefined) throw new RangeError(`Run ${stored.id} speaks of no account`);
  const portfolio = portfolioOf(terms, account.portfolioId);
  const { node, visit, step } = effect;
  const proposal = {
    debtor,
    contacts,
    accounts,
    portfolio,
    channel: null,
    purpose: "collection",
    step,
    address: null,
    except: null,
    alsoPlanned: [],
  };
  return {
    id: newId(),
    shard: stored.shard,
    debtorId: debtor.id,
    clientId: portfolio.clientId,
    accountIds: accounts.map(({ id }) => id),
    runId: stored.id,
    versionId: stored.versionId,
    nodeId: node,
    visit,
    step,
    judgement: judge(terms, proposal, nowMs),
  };
}
