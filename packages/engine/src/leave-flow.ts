import { readClock, type Transaction } from "@fairflow/db";
import { tell, type FactDeps } from "./facts/telling.ts";

/**
 * Takes accounts out of a flow, whichever version they are in: their runs end with `taken-out` at the lane's next tick, and
 * what they had planned is withdrawn. A flow that runs per debtor is left by the debtor.
 *
 * @returns how many runs were told; one that is parked waits for its task, which can end it
 */
export async function leaveFlowIn(
  deps: Pick<FactDeps, "jobs">,
  tx: Transaction,
  { flowId, accountIds }: { readonly flowId: string; readonly accountIds: readonly string[] },
): Promise<number> {
  const runs = await tx.sql<{ id: string; debtor_id: string; account_id: string | null }[]>`
    select distinct run.id, run.debtor_id, run.account_id
    from account
    join run on run.shard = account.shard and run.debtor_id = account.debtor_id
      and (run.account_id is null or run.account_id = account.id)
    where account.id = any(${accountIds}::uuid[]) and run.flow_id = ${flowId}
      and run.status not in ('ended', 'parked')`;
  const { now } = await readClock(tx);
  await tell(deps, tx, {
    events: runs.map((run) => ({
      debtorId: run.debtor_id,
      accountId: run.account_id ?? undefined,
      runId: run.id,
      kind: "run.taken-out" as const,
    })),
    now,
  });
  return runs.length;
}
