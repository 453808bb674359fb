import type { Transaction } from "@fairflow/db";
import type { Jobs } from "./jobs.ts";
import { LANE_COUNT } from "./lane.ts";

/**
 * Has every lane offer its accounts to the live flows: after an import, after publishing, and every quarter of an hour.
 * In a transaction it happens if and when that commits.
 */
export function askToEnrol(jobs: Jobs, tx: Transaction): Promise<void> {
  const lanes = Array.from({ length: LANE_COUNT }, (_, lane) => lane);
  return jobs.send(
    tx,
    lanes.map((lane) => ({ queue: "tick", lane, enrols: true })),
  );
}
