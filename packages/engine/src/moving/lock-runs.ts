import { lockDebtors, readClock, type Clock, type Transaction } from "@fairflow/db";
import type { StoredRun } from "../claim-runs.ts";
import { debtorsWithNews } from "./runs-in-version.ts";

export interface LockedRuns extends Pick<Clock, "now" | "realNow"> {
  /** Those to whom something has happened that no tick has read yet. */
  readonly news: ReadonlySet<string>;
}

/** Locks the debtors of runs of one lane, so that nothing more happens to them until the move of these is saved. */
export async function lockRuns(
  tx: Transaction,
  lane: number,
  runs: readonly StoredRun[],
): Promise<LockedRuns> {
  const debtorIds = [...new Set(runs.map(({ debtorId }) => debtorId))];
  await lockDebtors(tx, debtorIds);
  const [{ now, realNow }, news] = await Promise.all([
    readClock(tx),
    debtorsWithNews(tx.sql, lane, debtorIds),
  ]);
  return { now, realNow, news };
}
