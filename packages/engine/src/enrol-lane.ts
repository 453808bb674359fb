import { readClock, type Database } from "@fairflow/db";
import { enrol } from "./enrol.ts";
import { enrollingFlows, type LiveFlow } from "./enrolling-flows.ts";
import { LOCK } from "./locks.ts";
import type { Law } from "./world.ts";

/**
 * Takes the accounts of a lane into every live flow whose start admits them now.
 *
 * @returns how many runs began
 */
export async function enrolLane(
  { database, law }: { readonly database: Database; readonly law: Law },
  lane: number,
): Promise<number> {
  const flows = await enrollingFlows(database.sql);
  let begun = 0;
  for (const flow of flows.filter(takesInByItself)) {
    begun += await database.transaction(async (tx) => {
      // Only the holder of the lane's lock writes runs.
      await tx.sql`select pg_advisory_xact_lock(${LOCK.lane}, ${lane})`;
      const { now } = await readClock(tx);
      return enrol(tx, { flow, candidates: { lane }, zones: law.zones, nowMs: now.getTime() });
    });
  }
  return begun;
}

/** Flows that are entered by hand, by another system or at an event wait to be told who. */
function takesInByItself({ entry }: LiveFlow): boolean {
  return entry.kind === "segment";
}
