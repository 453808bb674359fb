import type { Transaction } from "@fairflow/db";
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss, type QueuePolicy } from "pg-boss";

/** pg-boss carries work that is due now, and never a parked timer: a poll would walk all of them. */
export const QUEUES = [
  "tick",
  "send-sms",
  "send-email",
  "send-letter",
  "inbox",
  "reconcile",
  "close-days",
  "move-people",
  "letters",
  "bounces",
  "reports",
  "prices",
  "retention",
] as const;
export type QueueName = (typeof QUEUES)[number];

/** Says only whose turn it is; what there is to do stands in the tables. */
export interface LaneJob {
  readonly queue: QueueName;
  /** Absent for queues that are not divided by lane. */
  readonly lane?: number;
  /** A tick that also takes in new accounts. */
  readonly enrols?: boolean;
}

/** Puts jobs into queues. In a transaction they exist if and when it commits (I3). */
export interface Jobs {
  readonly send: (tx: Transaction, jobs: readonly LaneJob[]) => Promise<void>;
}

/** At most one job of a lane waits in each queue, however many ask for it. */
const POLICY: QueuePolicy = "short";

/** Jobs of a lane are gone a minute after they are done: they say nothing that the tables do not. */
const KEEP_DONE_SECONDS = 60;

const BOSS_SCHEMA = "pgboss";

export function laneJobs(boss: PgBoss): Jobs {
  return {
    send: async (tx, jobs) => {
      // One order for all senders: two that ask for the same lanes cannot wait for each other.
      const ordered = [...new Map(jobs.map((job) => [keyOf(job), job])).values()].toSorted((a, b) =>
        keyOf(a) < keyOf(b) ? -1 : 1,
      );
      const db = fromDrizzle(tx.orm, sql);
      for (const queue of QUEUES) {
        const own = ordered.filter((job) => job.queue === queue);
        if (own.length === 0) continue;
        await boss.insert(
          queue,
          own.map(({ lane, enrols }) => ({
            data: { lane, enrols: enrols ?? false },
            singletonKey: `${lane ?? "all"}${enrols === true ? "-enrols" : ""}`,
          })),
          { db, returnId: false },
        );
      }
    },
  };
}

export interface BossOptions {
  readonly url: string;
  /** Connections of its own pool, apart from the one that listens. */
  readonly max: number;
  readonly onError: (fault: unknown) => void;
  /** False where only jobs are sent and another process keeps the queues. */
  readonly supervises: boolean;
}

/** A pg-boss that is started; its tables are made by `installQueues`. */
export async function openBoss({ url, max, onError, supervises }: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: "fairflow-jobs",
    schema: BOSS_SCHEMA,
    max,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: supervises,
    maintenanceIntervalSeconds: 300,
    useListenNotify: true,
  });
  // An EventEmitter without it throws.
  boss.on("error", onError);
  await boss.start();
  return boss;
}

/** Makes or migrates the tables of pg-boss, and the queues: part of deploying, as the other migrations are. */
export async function installQueues(url: string): Promise<void> {
  const faults: unknown[] = [];
  const boss = new PgBoss({
    connectionString: url,
    schema: BOSS_SCHEMA,
    max: 1,
    schedule: false,
    supervise: false,
  });
  boss.on("error", (fault) => faults.push(fault));
  await boss.start();
  try {
    for (const queue of QUEUES) {
      const options = {
        policy: POLICY,
        notify: true,
        deleteAfterSeconds: KEEP_DONE_SECONDS,
        retentionSeconds: 3_600,
        expireInSeconds: 120,
        retryLimit: 0,
      };
      if ((await boss.getQueue(queue)) === null) await boss.createQueue(queue, options);
    }
  } finally {
    await boss.stop({ graceful: true });
  }
  const [fault] = faults;
  if (fault !== undefined) throw fault;
}

function keyOf({ queue, lane, enrols }: LaneJob): string {
  return `${queue} ${String(lane ?? 0).padStart(3, "0")} ${enrols === true ? 1 : 0}`;
}
