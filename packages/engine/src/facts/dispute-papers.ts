import type { Transaction } from "@fairflow/db";
import { requiredToResume } from "../resuming.ts";
import { packsOf } from "../world.ts";
import { DECISION_IS, DISPUTE_STATES } from "./disputes.ts";
import { termsNow } from "./terms-now.ts";
import type { FactDeps } from "./telling.ts";

/**
 * What the law wants sent to the debtor before contact about a disputed account resumes, in the packs' words: whoever
 * finishes the task of a dispute says that all of it went out.
 */
export async function disputePapers(
  deps: FactDeps,
  tx: Transaction,
  accountId: string,
): Promise<readonly string[]> {
  const [account] = await tx.sql<{ portfolioId: string }[]>`
    select portfolio_id as "portfolioId" from account where id = ${accountId}`;
  if (account === undefined) return [];
  return requiredToResume(packsOf(await termsNow(deps, tx), [account]), DISPUTE_STATES);
}

/** The same without the answer itself, for whoever sends that by deciding. */
export async function papersBesideDecision(
  deps: FactDeps,
  tx: Transaction,
  accountId: string,
): Promise<readonly string[]> {
  const papers = await disputePapers(deps, tx, accountId);
  return papers.filter((paper) => !DECISION_IS.has(paper));
}
