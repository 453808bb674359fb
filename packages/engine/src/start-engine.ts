import { newId, type Database, type Keyring } from "@fairflow/db";
import { MessageChannel, type Catalog } from "@fairflow/interpreter";
import { z } from "zod";
import { RECONCILE_EVERY_MS, runClockLoop } from "./clock-loop.ts";
import { closeDays } from "./daily-close.ts";
import { enrolLane } from "./enrol-lane.ts";
import type { FactDeps } from "./facts/telling.ts";
import { laneJobs, openBoss, type QueueName } from "./jobs.ts";
import { runMoveBatch } from "./moving/run-move-batch.ts";
import { sweepRetention } from "./retention/sweep-retention.ts";
import type { LetterDeps } from "./letters/fill-batch.ts";
import { versionCache } from "./load-versions.ts";
import { reconcile } from "./sending/reconcile.ts";
import type { PortSource } from "./sending/port-source.ts";
import { sender } from "./sending/send-lane.ts";
import { sendingQueue } from "./sending/sending-queue.ts";
import { runTick, type TickDeps } from "./tick.ts";
import type { LawReader } from "./law/law-reader.ts";

/** What a process does. Any number of processes may do the same. */
export type Role = "clock" | "tick" | "send";

export interface EngineOptions {
  readonly database: Database;
  /** For pg-boss, which keeps a small pool of its own. */
  readonly databaseUrl: string;
  readonly catalog: Catalog;
  readonly law: LawReader;
  readonly keyring: Keyring;
  readonly ports: PortSource;
  readonly publicUrl: string;
  readonly roles: readonly Role[];
  /** Lanes at a time in this process. */
  readonly concurrency?: number;
  /** Reads what came from outside and is kept in the inbox: asked when something comes, and every half minute. */
  readonly readInbox?: (facts: FactDeps) => Promise<void>;
  /** Reads the mailbox for bounces: asked every half minute. */
  readonly readMailbox?: (facts: FactDeps) => Promise<void>;
  /** Fills, prints and hands over letters in batches: asked every half minute while there is anything to do. */
  readonly runLetters?: (deps: LetterDeps) => Promise<void>;
  /** Sends the reports whose hour has come: asked every half minute while any is to go by mail. */
  readonly sendReports?: (facts: FactDeps) => Promise<void>;
  /** Asks what messages cost whose provider did not know it yet: asked every half minute while any is due. */
  readonly askPrices?: () => Promise<void>;
  /** Real time after which a claim of a lost sender is looked into. */
  readonly senderLostMs?: number;
  /** Real time between two looks at claims whose senders are lost. */
  readonly reconcileEveryMs?: number;
  /** Ids and the fault, never a person's data. */
  readonly onFault: (what: string, id: string, fault: unknown) => void;
}

export interface Engine {
  /** For recording facts from outside: payments, disputes, holds. */
  readonly facts: FactDeps;
  /** Takes no new work, ends what is under way, and lets go of the queues. */
  readonly stop: () => Promise<void>;
}

const BOSS_CONNECTIONS = 3;
const STOP_WITHIN_MS = 25_000;

const LaneData = z.object({ lane: z.int().optional(), enrols: z.boolean().optional() });

/** Runs the engine in this process. The queues must have been installed by `installQueues`. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { database, law, keyring, ports, onFault } = options;
  const { zones } = await law.newest(database.sql);
  const boss = await openBoss({
    url: options.databaseUrl,
    max: BOSS_CONNECTIONS,
    onError: (fault) => onFault("queue", "pg-boss", fault),
    supervises: options.roles.includes("clock"),
  });
  const jobs = laneJobs(boss);
  const facts: FactDeps = { database, jobs, law };
  const ticking: TickDeps = {
    ...facts,
    keyring,
    versions: versionCache(options.catalog, (id, fault) => onFault("version", id, fault)),
    onFault,
  };
  const stopping = new AbortController();
  const sending = {
    ...facts,
    keyring,
    ports,
    composing: { zones, publicUrl: options.publicUrl },
    workerId: newId(),
    stopping: stopping.signal,
  };
  const working = {
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 2,
  };
  /**
   * Workers that go on until a queue of lanes is empty: by itself pg-boss takes one job after a notice, and the next only when
   * it polls, so that what is asked of all lanes at once would take half a minute.
   */
  const workLanes = async (queue: QueueName, handle: (data: unknown) => Promise<void>) => {
    for (let nth = 0; nth < (options.concurrency ?? 2); nth += 1) {
      let worker: string | undefined;
      worker = await boss.work(queue, { ...working, localConcurrency: 1 }, async ([job]) => {
        await handle(job?.data);
        if (worker !== undefined) boss.notifyWorker(worker);
      });
    }
  };
  if (options.roles.includes("tick")) {
    await workLanes("tick", async (data) => {
      const { lane, enrols } = LaneData.parse(data);
      if (lane === undefined) return;
      if (enrols === true) await enrolLane(facts, lane);
      const ticked = await runTick(ticking, lane);
      if (ticked.kind === "more") {
        await database.transaction((tx) => jobs.send(tx, [{ queue: "tick", lane }]));
      }
    });
    await boss.work("move-people", { ...working, localConcurrency: 1 }, async () => {
      await runMoveBatch(ticking);
    });
    await boss.work("close-days", { ...working, localConcurrency: 1 }, () => closeDays(facts));
    await boss.work("retention", { ...working, localConcurrency: 1 }, async () => {
      const swept = await sweepRetention({ ...facts, keyring, onFault, stopping: stopping.signal });
      if (swept === "more") {
        await database.transaction((tx) => jobs.send(tx, [{ queue: "retention" }]));
      }
    });
    const { readInbox } = options;
    if (readInbox !== undefined) {
      await boss.work("inbox", { ...working, localConcurrency: 1 }, () => readInbox(facts));
    }
  }
  if (options.roles.includes("send")) {
    const { sendLane } = sender(sending);
    for (const channel of MessageChannel.options) {
      const queue = sendingQueue(channel);
      if (queue === undefined) continue;
      await workLanes(queue, async (data) => {
        const { lane } = LaneData.parse(data);
        if (lane !== undefined) await sendLane(lane, channel);
      });
    }
    const { askPrices, readMailbox, runLetters, sendReports } = options;
    if (readMailbox !== undefined) {
      await boss.work("bounces", { ...working, localConcurrency: 1 }, () => readMailbox(facts));
    }
    if (runLetters !== undefined) {
      await boss.work("letters", { ...working, localConcurrency: 1 }, () => runLetters(sending));
    }
    if (sendReports !== undefined) {
      await boss.work("reports", { ...working, localConcurrency: 1 }, () => sendReports(facts));
    }
    if (askPrices !== undefined) {
      await boss.work("prices", { ...working, localConcurrency: 1 }, () => askPrices());
    }
    const senderLostMs = options.senderLostMs;
    await boss.work("reconcile", { ...working, localConcurrency: 1 }, async () => {
      await reconcile(sending, senderLostMs === undefined ? {} : { senderLostMs });
    });
  }
  const reconcileEveryMs = options.reconcileEveryMs ?? RECONCILE_EVERY_MS;
  const clock = options.roles.includes("clock")
    ? runClockLoop(
        { ...facts, onFault, reconcileEveryMs, hasMailbox: options.readMailbox !== undefined },
        stopping.signal,
      )
    : Promise.resolve();
  return {
    facts,
    stop: async () => {
      stopping.abort();
      await clock;
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
    },
  };
}
