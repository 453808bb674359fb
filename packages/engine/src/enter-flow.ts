import { readClock } from "@fairflow/db";
import { enrol } from "./enrol.ts";
import { enrollingFlows } from "./enrolling-flows.ts";
import { UnknownSubjectError, type FactDeps } from "./facts/telling.ts";
import { laneOf } from "./lane.ts";
import { LOCK } from "./locks.ts";

/**
 * Takes named accounts into a flow that is entered by hand or by another system, by its re-entry rule.
 *
 * @returns how many runs began; who may not come in now is left out
 * @throws UnknownSubjectError for a flow that is not live, is paused, or lets accounts in by itself
 */
export function enterFlow(
  { database, jobs, law }: FactDeps,
  { flowId, accountIds }: { readonly flowId: string; readonly accountIds: readonly string[] },
): Promise<number> {
  return database.transaction(async (tx) => {
    const flows = await enrollingFlows(tx.sql, ["manual", "api"]);
    const flow = flows.find((each) => each.flowId === flowId);
    if (flow === undefined) {
      throw new UnknownSubjectError(`No live flow ${flowId} is entered by hand or from outside`);
    }
    const shards = await tx.sql<{ shard: number }[]>`
      select distinct shard from account where id = any(${accountIds}::uuid[]) order by shard`;
    const lanes = [...new Set(shards.map(({ shard }) => laneOf(shard)))];
    for (const lane of lanes) {
      // Only the holder of the lane's lock writes runs; in order, so that two who enter cannot wait for each other.
      await tx.sql`select pg_advisory_xact_lock(${LOCK.lane}, ${lane})`;
    }
    const { now } = await readClock(tx);
    const candidates = { accounts: accountIds };
    const { zones } = await law.newest(tx.sql);
    const begun = await enrol(tx, { flow, candidates, zones, nowMs: now.getTime() });
    await jobs.send(
      tx,
      lanes.map((lane) => ({ queue: "tick", lane })),
    );
    return begun;
  });
}
