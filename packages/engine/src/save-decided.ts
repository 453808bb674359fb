import type { Keyring, Transaction } from "@fairflow/db";
import { plansAttempt, type DebtorChanges } from "./batch-changes.ts";
import type { Claim } from "./claim-batch.ts";
import { enrolAtEvents, type EnrolAtEventsDeps } from "./enrol-at-events.ts";
import type { Jobs, LaneJob, QueueName } from "./jobs.ts";
import { firstShardOf } from "./lane.ts";
import { saveGivenWay } from "./notices/give-way.ts";
import { saveBatch, type Saving } from "./save-batch.ts";
import { sendingQueue } from "./sending/sending-queue.ts";

export interface SavingDeps extends EnrolAtEventsDeps {
  readonly jobs: Jobs;
  readonly keyring: Pick<Keyring, "linkToken">;
}

/** Saves what is decided and asks for whoever goes on with it, in one transaction. */
export async function saveDecided(
  deps: SavingDeps,
  of: { readonly tx: Transaction; readonly lane: number; readonly claim: Claim },
  changes: readonly DebtorChanges[],
): Promise<void> {
  const saving: Saving = {
    countingShard: firstShardOf(of.lane),
    nowMs: of.claim.deciding.nowMs,
    keyring: deps.keyring,
  };
  await Promise.all([
    saveBatch(of.tx.sql, changes, saving),
    deps.jobs.send(of.tx, sendersFor(of.lane, changes)),
  ]);
  await saveGivenWay(deps, of.tx, changes, saving);
  const read = new Set(changes.flatMap(({ readEvents }) => readEvents.map(({ id }) => id)));
  const events = of.claim.batches.flatMap((batch) => batch.events.filter(({ id }) => read.has(id)));
  await enrolAtEvents(deps, of.tx, { events, nowMs: saving.nowMs });
}

function sendersFor(lane: number, changes: readonly DebtorChanges[]): readonly LaneJob[] {
  const queues = new Set<QueueName>();
  for (const { attempts } of changes.filter(plansAttempt)) {
    for (const { channel, status } of attempts) {
      const queue = sendingQueue(channel);
      if (status === "planned" && queue !== undefined) queues.add(queue);
    }
  }
  return [...queues].map((queue) => ({ queue, lane }));
}
