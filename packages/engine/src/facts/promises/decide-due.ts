import { lockDebtors, type Transaction } from "@fairflow/db";
import { cancelPromiseIn } from "./cancel-promise.ts";
import { restatePromises } from "./restate-promises.ts";
import { subjectOf, type FactDeps } from "../telling.ts";

const AT_ONCE = 100;

/**
 * Decides the promises and instalments whose grace is over, and takes back proposals whose first day has passed. Called by
 * the clock loop.
 *
 * @returns how many were looked at
 */
export async function decideDuePromises(deps: FactDeps): Promise<number> {
  const due = await deps.database.sql<Due[]>`
    select distinct promise.id, status, (
      select account_id from promise_account where promise_id = promise.id order by account_id limit 1
    ) as "accountId"
    from (
      select promise_id from promise_instalment, clock
      where status = 'open' and decides_at <= virtual_anchor + (clock_timestamp() - real_anchor) * speed
      order by decides_at limit ${AT_ONCE}
    ) as over join promise on promise.id = promise_id
    order by promise.id`;
  for (const one of due) await deps.database.transaction((tx) => decideOne(deps, tx, one));
  return due.length;
}

interface Due {
  readonly id: string;
  readonly status: string;
  readonly accountId: string;
}

async function decideOne(
  deps: FactDeps,
  tx: Transaction,
  { id, status, accountId }: Due,
): Promise<void> {
  const subject = await subjectOf(deps, tx, accountId);
  await lockDebtors(tx, [subject.debtorId]);
  if (status === "proposed") {
    await cancelPromiseIn(deps, tx, { promiseId: id, reason: "not-approved", author: "system" });
    return;
  }
  await restatePromises(deps, tx, { ids: [id] }, subject);
}
