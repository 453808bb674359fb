import { readClock } from "@fairflow/db";
import { enrol } from "./enrol.ts";
import { enrollingFlows } from "./enrolling-flows.ts";
import { UnknownSubjectError, type FactDeps } from "./facts/telling.ts";
import { laneOf } from "./lane.ts";
import { LOCK } from "./locks.ts";
import type { Transaction } from "@fairflow/db";

export interface Entering {
  readonly flowId: string;
  readonly accountIds: readonly string[];
  /** A person may send anybody into any live flow; another system only into one that waits to be told. */
  readonly byHand?: boolean;
}

/** As `enterFlowIn`, in a transaction of its own. */
export function enterFlow(deps: FactDeps, entering: Entering): Promise<number> {
  return deps.database.transaction((tx) => enterFlowIn(deps, tx, entering));
}

/**
 * Takes named accounts into a flow, by its re-entry rule and, while a version is on trial, into the one whose share they
 * are.
 *
 * @returns how many runs began; who may not come in now is left out
 * @throws UnknownSubjectError for a flow that is not live, is paused, takes in nobody, or lets accounts in by itself
 */
export async function enterFlowIn(
  { jobs, law }: Omit<FactDeps, "database">,
  tx: Transaction,
  { flowId, accountIds, byHand = false }: Entering,
): Promise<number> {
  const flows = await enrollingFlows(tx.sql, byHand ? undefined : ["manual", "api"]);
  const versions = flows.filter((each) => each.flowId === flowId);
  if (versions.length === 0) {
    throw new UnknownSubjectError(
      byHand
        ? `No live flow ${flowId} takes anybody in now`
        : `No live flow ${flowId} is entered by hand or from outside`,
    );
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
  let begun = 0;
  for (const version of versions) {
    // Who is named by a person need not be in the segment.
    const flow = byHand ? { ...version, criteria: null } : version;
    begun += await enrol(tx, { flow, candidates, zones, nowMs: now.getTime() });
  }
  await jobs.send(
    tx,
    lanes.map((lane) => ({ queue: "tick", lane })),
  );
  return begun;
}
