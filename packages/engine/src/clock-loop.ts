import { emptyReadLongAgo, isAnyMoveUnderWay, readClock, type Database } from "@fairflow/db";
import { setTimeout as sleep } from "node:timers/promises";
import { askForEvents } from "./facts/expected-events.ts";
import { expireHolds } from "./facts/holds.ts";
import { remindOfAnswers } from "./facts/disputes/remind-answers.ts";
import { decideDuePromises } from "./facts/promises/decide-due.ts";
import { decideDueSettlements } from "./facts/settlements/restate-settlements.ts";
import { raiseLateData } from "./facts/late-data.ts";
import { rankOpenWork } from "./desk/rank-open-work.ts";
import { expireReservations } from "./facts/reservations.ts";
import type { FactDeps } from "./facts/telling.ts";
import { foldFigures } from "./figures/fold-figures.ts";
import { askToEnrol } from "./ask-to-enrol.ts";
import { openPortfolios } from "./daily-close.ts";
import type { LaneJob } from "./jobs.ts";
import { beginDueVersions } from "./begin-due-versions.ts";
import { areBatchesAtWork, areLettersCollected } from "./letters/letters-collected.ts";
import { LOCK } from "./locks.ts";
import { isSweepDue } from "./retention/sweep-day.ts";
import { sendingQueue } from "./sending/sending-queue.ts";

const LOOK_EVERY_MS = 500;
/**
 * Of the clock's time: accounts that became fit for a flow without an event are taken in this often, on the quarter, so
 * that a schedule's time is met to the minute.
 */
export const ENROL_EVERY_MS = 15 * 60_000;
/** Real time. */
const FOLD_EVERY_MS = 5_000;
/** Real time. */
export const RECONCILE_EVERY_MS = 30_000;
/** Real time: balances, scores and pay days move the rank of open work slowly. */
const RANK_EVERY_MS = 15 * 60_000;

/**
 * The one clock loop of a cluster: whoever holds the lock looks every half second for lanes that have something to do.
 * The others ask for the lock as often, so that the next one goes on when the holder dies.
 */
export async function runClockLoop(
  deps: FactDeps & {
    readonly onFault: (what: string, id: string, fault: unknown) => void;
    readonly reconcileEveryMs: number;
    /** Whether bounces come to a mailbox that is read. */
    readonly hasMailbox: boolean;
  },
  signal: AbortSignal,
): Promise<void> {
  let enrolledQuarter: number | undefined;
  let reconciledAt = Number.NEGATIVE_INFINITY;
  let rankedAt = performance.now();
  let foldedAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      const isHolder = await deps.database.transaction(async (tx) => {
        const [lock] = await tx.sql<{ taken: boolean }[]>`
          select pg_try_advisory_xact_lock(${LOCK.clockLoop}, 0) as taken`;
        if (lock?.taken !== true) return false;
        const { now } = await readClock(tx);
        const jobs: LaneJob[] = [...(await busyLanes(tx, now))];
        await beginDueVersions(deps.jobs, tx, now);
        const quarter = Math.floor(now.getTime() / ENROL_EVERY_MS);
        if (quarter !== enrolledQuarter) {
          if ((await openPortfolios(deps, now)).length > 0) jobs.push({ queue: "close-days" });
          // Also the one that goes on with a sweep whose process was killed.
          if (await isSweepDue(tx, now)) jobs.push({ queue: "retention" });
          await askToEnrol(deps.jobs, tx);
          await raiseLateData(tx);
          await askForEvents(tx);
          await remindOfAnswers(tx);
          await emptyReadLongAgo(tx);
          enrolledQuarter = quarter;
        }
        if (performance.now() - reconciledAt >= deps.reconcileEveryMs) {
          reconciledAt = performance.now();
          jobs.push({ queue: "reconcile" });
          // What nobody could be asked about is asked for again.
          if (await isInboxWaiting(tx)) jobs.push({ queue: "inbox" });
          if (await areBatchesAtWork(tx.sql)) jobs.push({ queue: "letters" });
          if (await isReportScheduled(tx)) jobs.push({ queue: "reports" });
          if (await isPriceDue(tx, now)) jobs.push({ queue: "prices" });
          if (deps.hasMailbox) jobs.push({ queue: "bounces" });
        }
        // Also the one that goes on with a move whose process was killed.
        if (await isAnyMoveUnderWay(tx)) jobs.push({ queue: "move-people" });
        await deps.jobs.send(tx, jobs);
        return true;
      });
      if (isHolder) {
        // What is decided ends its holds by what became of it, before their time is up.
        await decideDuePromises(deps);
        await decideDueSettlements(deps);
        await expireHolds(deps);
        await expireReservations(deps);
        if (performance.now() - rankedAt >= RANK_EVERY_MS) {
          rankedAt = performance.now();
          await rankOpenWork(deps.database);
        }
        if (performance.now() - foldedAt >= FOLD_EVERY_MS) {
          foldedAt = performance.now();
          await foldFigures(deps.database);
        }
      }
    } catch (fault) {
      deps.onFault("clock", "loop", fault);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function isReportScheduled({ sql }: Pick<Database, "sql">): Promise<boolean> {
  const rows = await sql`select from report_schedule where is_on limit 1`;
  return rows.length > 0;
}

async function isInboxWaiting({ sql }: Pick<Database, "sql">): Promise<boolean> {
  const rows = await sql`
    select from inbox where processed_at is null and quarantined_at is null limit 1`;
  return rows.length > 0;
}

async function isPriceDue({ sql }: Pick<Database, "sql">, now: Date): Promise<boolean> {
  const rows = await sql`select from attempt where price_due_at <= ${now} limit 1`;
  return rows.length > 0;
}

/** Lanes with runs that are due, unread events, or messages that may leave: one index probe for each shard. */
async function busyLanes({ sql }: Pick<Database, "sql">, now: Date): Promise<readonly LaneJob[]> {
  // Letters that are collected are asked for by their batch.
  const sent = (await areLettersCollected(sql)) ? ["sms", "email"] : ["sms", "email", "letter"];
  const rows = await sql<{ lane: number; due: boolean; channels: readonly string[] }[]>`
    select lane, bool_or(due) as due, array(
      select channel from unnest(${sent}::text[]) as channel
      where exists (
        select from generate_series(lane * 8, lane * 8 + 7) as shard
        where exists (
          select from attempt
          where attempt.shard = shard and attempt.channel = channel.channel and status = 'planned'
            and not_before <= ${now} and reserved_until is null
        )
      )
    ) as channels
    from (
      select shard / 8 as lane,
        exists (select from run where run.shard = each.shard and wake_at <= ${now})
          or exists (select from event where event.shard = each.shard and read_at is null) as due
      from generate_series(0, 127) as each (shard)
    ) as of_shard
    group by lane`;
  return rows.flatMap(({ lane, due, channels }) => [
    ...(due ? [{ queue: "tick", lane } as const] : []),
    ...channels.flatMap((channel) => {
      const queue = sendingQueue(channel);
      return queue === undefined ? [] : [{ queue, lane }];
    }),
  ]);
}
