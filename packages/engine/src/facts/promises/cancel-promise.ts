import { endHolds, lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { tell, type Author, type FactDeps } from "../telling.ts";
import { HOLD_OF, toldOf } from "./restate-promises.ts";

export interface PromiseCancelling {
  readonly promiseId: string;
  /** A code: `withdrawn`, `replaced`, `declined`, `mistake`, ... */
  readonly reason: string;
  readonly author: Author;
}

/**
 * Takes back a promise or an arrangement that is open or waits for approval: it counts neither as kept nor as broken, and
 * demands go on.
 *
 * @returns false for one that is decided or unknown
 */
export async function cancelPromiseIn(
  deps: FactDeps,
  tx: Transaction,
  { promiseId, reason, author }: PromiseCancelling,
): Promise<boolean> {
  const [found] = await tx.sql<{ debtor_id: string }[]>`
    select debtor_id from promise where id = ${promiseId}`;
  if (found === undefined) return false;
  const { debtor_id: debtorId } = found;
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  const [cancelled] = await tx.sql<Cancelled[]>`
    update promise set status = 'cancelled', decided_at = ${now}, ended_reason = ${reason}, ended_by = ${author}
    where id = ${promiseId} and status in ('proposed', 'open')
    returning kind,
      array(select account_id from promise_account where promise_id = promise.id order by account_id) as "accountIds"`;
  if (cancelled === undefined) return false;
  const { kind, accountIds } = cancelled;
  await tx.sql`
    update promise_instalment set status = 'cancelled', decided_at = ${now}
    where promise_id = ${promiseId} and status = 'open'`;
  const ending = kind === "promise" ? "promise_withdrawn" : "arrangement_broken";
  await endHolds(
    tx,
    { debtorId, state: HOLD_OF[kind], promiseId, reason: ending, endedBy: author },
    now,
  );
  const subject = { debtorId, accountIds };
  await tell(deps, tx, {
    events: [
      ...toldOf(subject, "promise.cancelled", { promiseId }),
      ...toldOf(subject, "gate.eased", {}),
    ],
    now,
  });
  return true;
}

/** `cancelPromiseIn` in a transaction of its own. */
export function cancelPromise(deps: FactDeps, cancelling: PromiseCancelling): Promise<boolean> {
  return deps.database.transaction((tx) => cancelPromiseIn(deps, tx, cancelling));
}

interface Cancelled {
  readonly kind: "promise" | "arrangement";
  readonly accountIds: readonly string[];
}
