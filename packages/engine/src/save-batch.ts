import type { Sql } from "@fairflow/db";
import type { Keyring } from "@fairflow/db";
import type { DebtorChanges } from "./batch-changes.ts";
import { creditGoals } from "./figures/credit-goals.ts";
import { saveAttempts } from "./save-attempts.ts";
import { saveCounts } from "./save-counts.ts";
import { saveDraws } from "./experiments/save-draws.ts";
import { saveFields } from "./save-fields.ts";
import { saveLegalSteps } from "./save-legal-steps.ts";
import { saveLinks } from "./save-links.ts";
import { saveRuns } from "./save-runs.ts";
import { saveCalls } from "./webhooks/save-calls.ts";
import { closeWork, saveTasks } from "./save-tasks.ts";

export interface Saving {
  /** The lane's first shard, under which it counts. */
  readonly countingShard: number;
  readonly nowMs: number;
  readonly keyring: Pick<Keyring, "linkToken">;
}

/** A run was written by somebody else since it was read: the batch must not be saved (I4). */
class StaleRunError extends Error {
  override readonly name = "StaleRunError";
}

/**
 * Saves what a batch decided, one statement for each table, all started before the first is awaited so that they travel
 * together. They run in the order in which they are started.
 *
 * @throws StaleRunError when a run's `seq` has moved on; the caller's transaction must then be rolled back
 */
export async function saveBatch(
  sql: Sql,
  changes: readonly DebtorChanges[],
  saving: Saving,
): Promise<void> {
  const runs = changes.flatMap((each) => each.runs);
  const [saved] = await Promise.all([
    saveRuns(sql, runs, saving.nowMs),
    ...saveAttempts(sql, changes, saving.nowMs),
    saveLegalSteps(sql, changes),
    saveTasks(sql, changes, saving.nowMs),
    saveLinks(sql, changes, saving),
    saveCalls(sql, changes, saving.nowMs),
    saveFields(sql, changes),
    saveDraws(sql, changes, saving.nowMs),
    closeWork(sql, changes, saving.nowMs),
    saveCounts(sql, changes, saving),
    readEvents(sql, changes, saving.nowMs),
    creditGoals(sql, changes),
  ]);
  if (saved !== runs.length) throw new StaleRunError(`${runs.length - saved} runs had moved on`);
}

async function readEvents(
  sql: Sql,
  changes: readonly DebtorChanges[],
  nowMs: number,
): Promise<void> {
  const events = changes.flatMap((each) => each.readEvents);
  if (events.length === 0) return;
  await sql`
    update event set read_at = ${new Date(nowMs)}
    from unnest(${events.map(({ shard }) => shard)}::smallint[], ${events.map(({ id }) => id)}::uuid[]) as taken (shard, id)
    where event.shard = taken.shard and event.id = taken.id`;
}
