import { localTime, zoneNamed, type LocalDate } from "@fairflow/calendar";
import type { FactValues } from "@fairflow/criteria";
import {
  loadFacts,
  lockDebtors,
  newId,
  readClock,
  savepoint,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { blamesData } from "./blames-data.ts";
import { noChanges, plansAttempt, type DebtorChanges } from "./batch-changes.ts";
import {
  claimDueRuns,
  claimEvents,
  openRunsOf,
  type StoredRun,
  type UnreadEvent,
} from "./claim-runs.ts";
import type { DebtorFacts } from "./debtor-facts.ts";
import { decideDebtor, park } from "./decide-debtor.ts";
import type { DebtorBatch, Deciding } from "./deciding.ts";
import { enrolAtEvents } from "./enrol-at-events.ts";
import type { Jobs, LaneJob, QueueName } from "./jobs.ts";
import { firstShardOf } from "./lane.ts";
import { loadDebtors, loadPortfolios } from "./load-debtors.ts";
import type { VersionCache } from "./load-versions.ts";
import type { LoadedVersions } from "./loaded-version.ts";
import { lockPlanning } from "./lock-planning.ts";
import { LOCK } from "./locks.ts";
import { saveBatch, type Saving } from "./save-batch.ts";
import { sendingQueue } from "./sending/sending-queue.ts";
import { visitsUnderWay, type VisitsUnderWay } from "./visits-under-way.ts";
import type { Law, Terms } from "./world.ts";

export const BATCH_SIZE = 500;

/** A tick that finds no end gives its worker back. */
const MAX_TICK_MS = 20_000;

export interface TickDeps {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly law: Law;
  readonly versions: VersionCache;
  readonly keyring: Pick<Keyring, "linkToken">;
  /** Ids and the fault, never a person's data. */
  readonly onFault: (what: string, id: string, fault: unknown) => void;
  readonly batchSize?: number;
}

export interface Ticked {
  /** `busy`: another tick has the lane. `more`: it stopped because it was long at it. */
  readonly kind: "done" | "busy" | "more";
  readonly advanced: number;
}

/** Advances a lane until nothing in it is due. The lane's lock is taken for each batch, so that others get their turn. */
export async function runTick(deps: TickDeps, lane: number): Promise<Ticked> {
  const begun = performance.now();
  let advanced = 0;
  for (;;) {
    const batch = await advanceBatch(deps, lane);
    if (batch === "busy") return { kind: "busy", advanced };
    advanced += batch.advanced;
    if (batch.claimed === 0) return { kind: "done", advanced };
    if (performance.now() - begun > MAX_TICK_MS) return { kind: "more", advanced };
  }
}

interface BatchReport {
  /** Runs and events that were found; 0 when the lane is at rest. */
  readonly claimed: number;
  readonly advanced: number;
}

/**
 * One batch of a lane in one transaction (I3). If it cannot be saved it is halved until the culprit is alone, and parked.
 */
async function advanceBatch(deps: TickDeps, lane: number): Promise<BatchReport | "busy"> {
  let claimed: ReadonlySet<string> = new Set();
  try {
    return await deps.database.transaction((tx) =>
      advanceClaimed(deps, { tx, lane, only: null, onClaim: (ids) => (claimed = ids) }),
    );
  } catch (fault) {
    if (!blamesData(fault) || claimed.size === 0) throw fault;
    return { claimed: claimed.size, advanced: await advanceHalves(deps, lane, [...claimed]) };
  }
}

async function advanceHalves(
  deps: TickDeps,
  lane: number,
  debtorIds: readonly string[],
): Promise<number> {
  if (debtorIds.length === 1) return advanceAlone(deps, lane, debtorIds);
  const middle = Math.ceil(debtorIds.length / 2);
  let advanced = 0;
  for (const half of [debtorIds.slice(0, middle), debtorIds.slice(middle)]) {
    try {
      const report = await deps.database.transaction((tx) =>
        advanceClaimed(deps, { tx, lane, only: new Set(half), onClaim: () => undefined }),
      );
      advanced += report === "busy" ? 0 : report.advanced;
    } catch (fault) {
      if (!blamesData(fault)) throw fault;
      advanced += await advanceHalves(deps, lane, half);
    }
  }
  return advanced;
}

/**
 * One debtor's runs, each in its own savepoint, so that the one that cannot be saved is parked and the others go on. Each
 * is decided on what those before it left, under the debtor's lock: their messages are still one.
 */
async function advanceAlone(
  deps: TickDeps,
  lane: number,
  debtorIds: readonly string[],
): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const claim = await claimBatch(deps, { tx, lane, only: new Set(debtorIds) });
    if (claim === "busy") return 0;
    const [batch] = claim.batches;
    if (batch === undefined) return 0;
    await lockDebtors(tx, [batch.facts.id]);
    for (const stored of batch.runs) {
      const known = await loadDebtors(tx.sql, [batch.facts.id], claim.deciding.nowMs);
      const facts = known.get(batch.facts.id) ?? batch.facts;
      const alone = decideDebtor(claim.deciding, { ...batch, facts, runs: [stored] });
      alone.readEvents.length = 0;
      try {
        await savepoint(tx, (inner) => save(deps, { tx: inner, lane, claim }, [alone]));
      } catch (fault) {
        if (!blamesData(fault)) throw fault;
        deps.onFault("run", stored.id, fault);
        const { id, shard, epoch } = batch.facts;
        const parked = noChanges({ debtorId: id, shard, epoch });
        park(stored, { changes: parked, fault, eventId: null });
        await save(deps, { tx, lane, claim }, [parked]);
      }
    }
    const { id, shard, epoch } = batch.facts;
    const read = noChanges({ debtorId: id, shard, epoch });
    read.readEvents.push(...batch.events.map((event) => ({ shard: event.shard, id: event.id })));
    await save(deps, { tx, lane, claim }, [read]);
    return batch.runs.length;
  });
}

async function advanceClaimed(
  deps: TickDeps,
  of: {
    readonly tx: Transaction;
    readonly lane: number;
    readonly only: ReadonlySet<string> | null;
    readonly onClaim: (debtorIds: ReadonlySet<string>) => void;
  },
): Promise<BatchReport | "busy"> {
  const claim = await claimBatch(deps, of);
  if (claim === "busy") return "busy";
  if (claim.claimed === 0) return { claimed: 0, advanced: 0 };
  of.onClaim(new Set(claim.batches.map(({ facts }) => facts.id)));
  const decided = claim.batches.map((batch) => decideDebtor(claim.deciding, batch));
  const current = await lockPlanning(of.tx.sql, decided);
  await save(deps, { tx: of.tx, lane: of.lane, claim }, current);
  return {
    claimed: claim.claimed,
    advanced: current.reduce((total, each) => total + each.runs.length, 0),
  };
}

interface Claim {
  readonly claimed: number;
  readonly batches: readonly DebtorBatch[];
  readonly deciding: Deciding;
}

/** Reads a batch whole: the clock once, the runs and events, then all that is known of their debtors. */
async function claimBatch(
  deps: TickDeps,
  of: {
    readonly tx: Transaction;
    readonly lane: number;
    readonly only: ReadonlySet<string> | null;
  },
): Promise<Claim | "busy"> {
  const { tx, lane, only } = of;
  const limit = deps.batchSize ?? BATCH_SIZE;
  const [[lock], clock] = await Promise.all([
    tx.sql<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK.lane}, ${lane}) as taken`,
    readClock(tx),
  ]);
  if (lock?.taken !== true) return "busy";
  const nowMs = clock.now.getTime();
  const [due, events] = await Promise.all([
    claimDueRuns(tx.sql, lane, { nowMs, limit }),
    claimEvents(tx.sql, lane, limit),
  ]);
  const told = [...new Set(events.map(({ debtorId }) => debtorId))];
  const concerned = told.length === 0 ? [] : await openRunsOf(tx.sql, told);
  const runs = [...new Map([...concerned, ...due].map((run) => [run.id, run])).values()].filter(
    ({ debtorId }) => only?.has(debtorId) ?? true,
  );
  const heard = events.filter(({ debtorId }) => only?.has(debtorId) ?? true);
  const debtorIds = [...new Set([...runs, ...heard].map(({ debtorId }) => debtorId))];
  const [debtors, underWay, portfolios, versions] = await Promise.all([
    loadDebtors(tx.sql, debtorIds, nowMs),
    visitsUnderWay(tx.sql, runs),
    loadPortfolios(tx.sql),
    deps.versions.load(tx.sql, [...new Set(runs.map(({ versionId }) => versionId))]),
  ]);
  const terms: Terms = { law: deps.law, portfolios };
  const values = await loadValues(tx, { runs, debtors, versions, terms, nowMs });
  return {
    claimed: due.length + events.length,
    batches: groupByDebtor({ runs, events: heard, debtors, underWay }),
    deciding: {
      terms,
      versions,
      values,
      nowMs,
      newId,
      onFault: (runId, fault) => deps.onFault("run", runId, fault),
    },
  };
}

/** The facts that the versions ask about, read once for each local date that the debtors have. */
async function loadValues(
  tx: Transaction,
  of: {
    readonly runs: readonly StoredRun[];
    readonly debtors: ReadonlyMap<string, DebtorFacts>;
    readonly versions: LoadedVersions;
    readonly terms: Terms;
    readonly nowMs: number;
  },
): Promise<ReadonlyMap<string, FactValues>> {
  const accountsByDay = new Map<LocalDate, Set<string>>();
  for (const { debtorId, accountId } of of.runs) {
    const debtor = of.debtors.get(debtorId);
    if (debtor === undefined) continue;
    const zone = zoneNamed(of.terms.law.zones, debtor.zone);
    // Its runs are parked one by one; the lane goes on.
    if (zone === undefined) continue;
    const today = localTime(zone, new Date(of.nowMs)).date;
    const accounts = accountsByDay.get(today) ?? new Set();
    accountsByDay.set(today, accounts);
    for (const id of accountId === null ? debtor.accounts.keys() : [accountId]) accounts.add(id);
  }
  const used = [...new Set(of.runs.map(({ versionId }) => versionId))].flatMap(
    (id) => of.versions.get(id) ?? [],
  );
  const only = new Set(used.flatMap(({ fields }) => [...fields]));
  const custom = used[0]?.custom ?? [];
  const loaded = await Promise.all(
    [...accountsByDay].map(([today, accounts]) =>
      loadFacts(tx, { of: { accounts: [...accounts] }, today, custom, only }),
    ),
  );
  return new Map(loaded.flat().map(({ accountId, values }) => [accountId, values]));
}

function groupByDebtor(of: {
  readonly runs: readonly StoredRun[];
  readonly events: readonly UnreadEvent[];
  readonly debtors: ReadonlyMap<string, DebtorFacts>;
  readonly underWay: VisitsUnderWay;
}): readonly DebtorBatch[] {
  const runs = Map.groupBy(of.runs, ({ debtorId }) => debtorId);
  const events = Map.groupBy(of.events, ({ debtorId }) => debtorId);
  return [...of.debtors.values()].map((facts) => ({
    facts,
    runs: (runs.get(facts.id) ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    events: events.get(facts.id) ?? [],
    visitsUnderWay: of.underWay,
  }));
}

/** Saves what is decided and asks for whoever goes on with it, in one transaction. */
async function save(
  deps: TickDeps,
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
