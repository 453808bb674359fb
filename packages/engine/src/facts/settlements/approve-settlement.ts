import { lockDebtors, type Transaction } from "@fairflow/db";
import { readAgreementTerms, type Authority } from "../promises/agreement-terms.ts";
import { subjectOf, type Author, type FactDeps } from "../telling.ts";
import { mayOffer } from "./offer-settlement.ts";

export type SettlementApproval =
  | { readonly kind: "approved" }
  | { readonly kind: "not-waiting" }
  | { readonly kind: "own" }
  | { readonly kind: "beyond-authority" };

/** The second person says yes, who may and did not propose it. */
export async function approveSettlementIn(
  deps: FactDeps,
  tx: Transaction,
  of: { readonly settlementId: string; readonly author: Author; readonly authority: Authority },
): Promise<SettlementApproval> {
  const { settlementId, author, authority } = of;
  const [found] = await tx.sql<Waiting[]>`
    select account_id as "accountId", settlement.author, percent, settlement.balance, amount, stage
    from settlement join account on account.id = account_id
    where settlement.id = ${settlementId} and settlement.status = 'proposed'`;
  if (found === undefined) return { kind: "not-waiting" };
  if (found.author === author) return { kind: "own" };
  const subject = await subjectOf(deps, tx, found.accountId);
  await lockDebtors(tx, [subject.debtorId]);
  const terms = await readAgreementTerms(tx);
  const { percent, stage } = found;
  if (!mayOffer(terms, authority, { percent, stage, rest: found.balance - found.amount })) {
    return { kind: "beyond-authority" };
  }
  const { count } = await tx.sql`
    update settlement set status = 'offered', approved_by = ${author}, approved_at = ${subject.now}
    where id = ${settlementId} and status = 'proposed'`;
  if (count === 0) return { kind: "not-waiting" };
  await closeSecond(tx, { accountId: found.accountId, by: author, now: subject.now });
  return { kind: "approved" };
}

interface Waiting {
  readonly accountId: string;
  readonly author: string;
  readonly percent: number;
  readonly balance: number;
  readonly amount: number;
  readonly stage: string | null;
}

/** Work that asks for an answer which has been given. */
export async function closeSecond(
  { sql }: Transaction,
  of: { readonly accountId: string; readonly by: Author; readonly now: Date },
): Promise<void> {
  await sql`
    update task set status = 'cancelled', closed_at = ${of.now}, closed_by = ${of.by}
    where status = 'open' and kind = 'approve_settlement' and account_id = ${of.accountId}`;
}
