import { lockDebtors, type Transaction } from "@fairflow/db";
import { cancelPromiseIn } from "../promises/cancel-promise.ts";
import { subjectOf, type Author, type FactDeps } from "../telling.ts";
import { closeSecond } from "./approve-settlement.ts";

/** Takes an offer back, or says no to one: `withdrawn` by its maker, `declined` by the second person or the debtor. */
export async function endSettlementIn(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly settlementId: string;
    readonly status: "withdrawn" | "declined";
    readonly reason: string;
    readonly author: Author;
  },
): Promise<boolean> {
  const [found] = await tx.sql<{ accountId: string; promiseId: string | null }[]>`
    select account_id as "accountId", (
      select id from promise where settlement_id = settlement.id and status = 'open'
    ) as "promiseId"
    from settlement where id = ${of.settlementId}`;
  if (found === undefined) return false;
  const subject = await subjectOf(deps, tx, found.accountId);
  await lockDebtors(tx, [subject.debtorId]);
  const { count } = await tx.sql`
    update settlement set status = ${of.status}, decided_at = ${subject.now}, decided_by = ${of.author},
      reason = ${of.reason}
    where id = ${of.settlementId} and status in ('proposed', 'offered', 'accepted')`;
  if (count === 0) return false;
  await closeSecond(tx, { accountId: found.accountId, by: of.author, now: subject.now });
  if (found.promiseId !== null) {
    const { promiseId } = found;
    await cancelPromiseIn(deps, tx, { promiseId, reason: of.status, author: of.author });
  }
  return true;
}
