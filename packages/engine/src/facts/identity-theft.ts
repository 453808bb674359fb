import { lockDebtors, type Transaction } from "@fairflow/db";
import { closeAccountIn } from "./accounts.ts";
import { liftHoldByIdIn, type Lifting } from "./lift-hold.ts";
import type { Author, FactDeps } from "./telling.ts";

/** The state under which a debt may be another's, taken on in the debtor's name. */
export const IDENTITY_THEFT = "identity_theft";

/** What is waited for while it is in force. */
export const AFFIDAVIT = "affidavit_received";

export type TheftDecided = Lifting | { readonly kind: "not-such-a-hold" };

/**
 * Ends what was asked to be looked into: it is shown that another took on the debt, and its account is closed for this debtor;
 * or it is not shown, and demands go on.
 */
export async function decideIdentityTheftIn(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly holdId: string;
    readonly confirmed: boolean;
    readonly evidence: string;
    readonly author: Author;
  },
): Promise<TheftDecided> {
  const { holdId, confirmed, evidence, author } = of;
  const [hold] = await tx.sql<{ debtorId: string; accountId: string | null }[]>`
    select debtor_id as "debtorId", account_id as "accountId" from hold
    where id = ${holdId} and state = ${IDENTITY_THEFT}`;
  if (hold === undefined) return { kind: "not-such-a-hold" };
  await lockDebtors(tx, [hold.debtorId]);
  const reason = confirmed ? "identity_theft_confirmed" : "identity_theft_not_shown";
  const lifted = await liftHoldByIdIn(deps, tx, { holdId, reason, evidence, author });
  if (lifted.kind !== "lifted") return lifted;
  await tx.sql`
    update hold set evidence = evidence || ${JSON.stringify({ decided: evidence })}::jsonb where id = ${holdId}`;
  if (confirmed && hold.accountId !== null) {
    await closeAccountIn(deps, tx, { accountId: hold.accountId, reason: "closed", author });
  }
  return lifted;
}
