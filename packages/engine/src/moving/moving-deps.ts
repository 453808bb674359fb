import type { Database, Transaction } from "@fairflow/db";
import type { Jobs } from "../jobs.ts";
import type { VersionCache } from "../load-versions.ts";
import { LOCK } from "../locks.ts";
import type { PlanningDeps } from "./plan-batch.ts";

/** Runs of one transaction: their debtors are locked while it lasts. */
export const MOVE_BATCH_SIZE = 500;

export interface MovingDeps extends PlanningDeps {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly versions: VersionCache;
  readonly moveBatchSize?: number;
}

/** `idle`: no move has anything to do now. `more`: another batch has been asked for. `waits`: what is left has news first. */
export type MovedBatch = "idle" | "more" | "waits" | "done";

/** Before the debtors' locks: whoever holds it may write the lane's runs. */
export async function lockLane({ sql }: Transaction, lane: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK.lane}, ${lane})`;
}

/** Who closed work that a move has made pointless, so that taking the move back opens it again. */
export function closedBy(moveId: string): string {
  return `move:${moveId}`;
}
