import { localTime, zoneNamed, type LocalDate } from "@fairflow/calendar";
import type { FactValues } from "@fairflow/criteria";
import { loadFacts, newId, readClock, type Transaction } from "@fairflow/db";
import {
  claimDueRuns,
  claimEvents,
  openRunsOf,
  type StoredRun,
  type UnreadEvent,
} from "./claim-runs.ts";
import type { ContactFacts, DebtorFacts } from "./debtor-facts.ts";
import type { DebtorBatch, Deciding } from "./deciding.ts";
import { loadContacts } from "./load-contacts.ts";
import { loadDebtors } from "./load-debtors.ts";
import { loadPortfolios } from "./load-portfolios.ts";
import type { VersionCache } from "./load-versions.ts";
import type { LoadedVersions } from "./loaded-version.ts";
import { LOCK } from "./locks.ts";
import { visitsUnderWay, type VisitsUnderWay } from "./visits-under-way.ts";
import type { LawReader } from "./law/law-reader.ts";
import type { Terms } from "./world.ts";

/** Runs of one transaction: each costs a tenth less processor time in PostgreSQL than with 500, and debtors' locks are held for some 100 ms. */
export const BATCH_SIZE = 2_000;

export interface ClaimDeps {
  readonly law: LawReader;
  readonly versions: VersionCache;
  /** Ids and the fault, never a person's data. */
  readonly onFault: (what: string, id: string, fault: unknown) => void;
  readonly batchSize?: number;
}

/** A batch as it was read. */
export interface Claim {
  /** Runs and events that were found; 0 when the lane is at rest. */
  readonly claimed: number;
  readonly batches: readonly DebtorBatch[];
  readonly deciding: Deciding;
}

/**
 * Reads a batch: the clock once, the runs and events, then what is known of their debtors, and what the gate asks of those
 * for whom a message is to be expected.
 *
 * @returns null when the lane is at rest
 */
export async function claimBatch(
  deps: ClaimDeps,
  of: {
    readonly tx: Transaction;
    readonly lane: number;
    readonly only: ReadonlySet<string> | null;
  },
): Promise<Claim | "busy" | null> {
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
  if (due.length + events.length === 0) return null;
  const told = [...new Set(events.map(({ debtorId }) => debtorId))];
  const concerned = told.length === 0 ? [] : await openRunsOf(tx.sql, told);
  const isOurs = ({ debtorId }: { readonly debtorId: string }) => only?.has(debtorId) ?? true;
  const runs = withoutRepeats(concerned, due).filter(isOurs);
  const heard = events.filter(isOurs);
  const debtorIds = [...new Set([...runs, ...heard].map(({ debtorId }) => debtorId))];
  const [debtors, underWay, portfolios, law, versions] = await Promise.all([
    loadDebtors(tx.sql, debtorIds),
    visitsUnderWay(tx.sql, runs),
    loadPortfolios(tx.sql),
    deps.law.newest(tx.sql),
    deps.versions.load(tx.sql, [...new Set(runs.map(({ versionId }) => versionId))]),
  ]);
  const terms: Terms = { law, portfolios };
  const [values, contacts] = await Promise.all([
    loadValues(tx, { runs, debtors, versions, terms, nowMs }),
    loadContacts(tx.sql, expectedToAsk(runs, versions), nowMs),
  ]);
  return {
    claimed: due.length + events.length,
    batches: batchesOf({ runs, events: heard, debtors, contacts, underWay }),
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

/** Runs that are due may be among those of debtors of whom there is news. */
function withoutRepeats(
  concerned: readonly StoredRun[],
  due: readonly StoredRun[],
): readonly StoredRun[] {
  if (concerned.length === 0) return due;
  return [...new Map([...concerned, ...due].map((run) => [run.id, run])).values()];
}

/** A forecast: whoever is not among them is read as soon as the gate is asked. */
function expectedToAsk(runs: readonly StoredRun[], versions: LoadedVersions): readonly string[] {
  const asking = runs.filter(
    ({ versionId, nodeId }) => versions.get(versionId)?.asksFrom.has(nodeId) === true,
  );
  return [...new Set(asking.map(({ debtorId }) => debtorId))];
}

/** The facts that the versions ask about, read once for each local date that the debtors have. */
export async function loadValues(
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
  const accountsByZone = new Map<string, Set<string>>();
  for (const { debtorId, accountId } of of.runs) {
    const debtor = of.debtors.get(debtorId);
    if (debtor === undefined) continue;
    let accounts = accountsByZone.get(debtor.zone);
    if (accounts === undefined) {
      const zone = zoneNamed(of.terms.law.zones, debtor.zone);
      // Its runs are parked one by one; the lane goes on.
      if (zone === undefined) continue;
      const today = localTime(zone, new Date(of.nowMs)).date;
      accounts = accountsByDay.get(today) ?? new Set();
      accountsByDay.set(today, accounts);
      accountsByZone.set(debtor.zone, accounts);
    }
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

function batchesOf(of: {
  readonly runs: readonly StoredRun[];
  readonly events: readonly UnreadEvent[];
  readonly debtors: ReadonlyMap<string, DebtorFacts>;
  readonly contacts: ReadonlyMap<string, ContactFacts>;
  readonly underWay: VisitsUnderWay;
}): readonly DebtorBatch[] {
  const runs = Map.groupBy(of.runs, ({ debtorId }) => debtorId);
  const events = Map.groupBy(of.events, ({ debtorId }) => debtorId);
  return [...of.debtors.values()].map((facts) => ({
    facts,
    contacts: of.contacts.get(facts.id) ?? null,
    runs: (runs.get(facts.id) ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    events: events.get(facts.id) ?? [],
    visitsUnderWay: of.underWay,
  }));
}
