import { localTime } from "@fairflow/calendar";
import type { FactValues } from "@fairflow/criteria";
import {
  advanceThroughGate,
  runFacts,
  wakeAtMs,
  type Advanced,
  type Facts,
  type Run,
  type RunEvent,
  type Step,
} from "@fairflow/interpreter";
import { noChanges, type DebtorChanges, type RunChange } from "./batch-changes.ts";
import type { StoredRun, UnreadEvent } from "./claim-runs.ts";
import { accountOf } from "./account-of-run.ts";
import type { DebtorFacts } from "./debtor-facts.ts";
import type { DebtorBatch, Deciding, KnownDebtorBatch } from "./deciding.ts";
import type { LoadedVersion } from "./loaded-version.ts";
import { awaitedNotice, noticeNews } from "./notices/notice-standing.ts";
import { noteEffects } from "./note-effects.ts";
import { runEventOf } from "./outside-event.ts";
import { planAttempts, type Planning } from "./plan-attempts.ts";
import { recordedValues } from "./recorded-values.ts";
import { runHoldsOn } from "./run-holds.ts";
import { stateText } from "./stored-state.ts";
import { calendarOf, portfolioOf, zoneOf } from "./world.ts";

/**
 * Advances each of the debtor's runs in memory. One that throws is parked alone; the others go on.
 *
 * @returns null where a message is to be planned and the gate's facts were not read: decide again with them
 */
export function decideDebtor(deciding: Deciding, batch: KnownDebtorBatch): DebtorChanges;
export function decideDebtor(deciding: Deciding, batch: DebtorBatch): DebtorChanges | null;
export function decideDebtor(deciding: Deciding, batch: DebtorBatch): DebtorChanges | null {
  const { facts, events } = batch;
  const changes = noChanges({ debtorId: facts.id, shard: facts.shard, epoch: facts.epoch });
  let planning: Planning | undefined;
  for (const stored of importantFirst(deciding, batch.runs)) {
    try {
      planning ??= planAttempts(deciding, batch);
      decideRun(deciding, { batch, stored, changes, planning });
    } catch (fault) {
      if (planning?.wasBlind() === true) return null;
      deciding.onFault(stored.id, fault);
      park(stored, { changes, fault, eventId: null });
    }
  }
  if (planning?.wasBlind() === true) return null;
  for (const { shard, id } of events) changes.readEvents.push({ shard, id });
  return changes;
}

/** Where two flows want one slot under a cap, the flow's priority decides. */
function importantFirst({ versions }: Deciding, runs: readonly StoredRun[]): readonly StoredRun[] {
  if (runs.length < 2) return runs;
  const priorityOf = ({ versionId }: StoredRun) =>
    versions.get(versionId)?.flow.settings.priority ?? 0;
  return runs.toSorted((a, b) => priorityOf(b) - priorityOf(a));
}

/** A run that cannot go on stands where it is until a person has looked (I8). */
export function park(
  stored: StoredRun,
  into: {
    readonly changes: DebtorChanges;
    readonly fault: unknown;
    readonly eventId: string | null;
  },
): void {
  const { changes, fault, eventId } = into;
  const run: Run = { ...stored.run, status: "parked" };
  changes.runs.push({
    ...changeOf(stored, run),
    // What cannot be read is not overwritten.
    ...(stored.unreadable === null ? {} : { state: stored.unreadable.state }),
    wakeAtMs: null,
    steps: [],
    eventId,
    inputs: JSON.stringify({ fault: fault instanceof Error ? fault.name : "Error" }),
  });
  changes.tasks.push(poisonedTask(stored));
}

interface RunDeciding {
  readonly batch: DebtorBatch;
  readonly stored: StoredRun;
  readonly changes: DebtorChanges;
  readonly planning: Planning;
}

function decideRun(deciding: Deciding, { batch, stored, changes, planning }: RunDeciding): void {
  const { nowMs } = deciding;
  if (stored.unreadable !== null) throw stored.unreadable.fault;
  const version = versionOf(deciding, stored);
  const { facts, read } = interpreterFacts(deciding, batch.facts, stored);
  const judge = planning.judgeFor(stored, version);
  const own = batch.events.filter((event) => concerns(event, stored));
  let advanced: Advanced = { run: stored.run, steps: [], effects: [] };
  const taken: { readonly kind: string; readonly payload?: unknown }[] = [];
  const take = (event: RunEvent) => {
    const next = advanceThroughGate(version.flow, advanced.run, { facts, event, nowMs }, judge.ask);
    advanced = {
      run: next.run,
      steps: [...advanced.steps, ...next.steps],
      effects: [...advanced.effects, ...next.effects],
    };
  };
  for (const event of own) {
    const runEvent = meaningFor(event, stored, batch.facts);
    if (runEvent === null) continue;
    taken.push({ kind: event.kind, payload: event.payload });
    take(runEvent);
  }
  const news = newsOfNotice(deciding, { batch, stored, planning, version, run: advanced.run });
  if (news !== null) {
    taken.push({ kind: "notice", payload: news.result });
    take(news);
  }
  const due = dueEvent(advanced.run, nowMs);
  if (due !== null) {
    taken.push(due);
    take(due);
  }
  // An event that means nothing to the run leaves it as it is, and due when it was due.
  if (advanced.run === stored.run && due === null) return;
  const { run, steps } = advanced;
  changes.runs.push({
    ...changeOf(stored, run),
    // A run that is due and stays as it is has nothing to wake for.
    wakeAtMs: run === stored.run ? null : wakeAtMs(run),
    steps,
    eventId: own[0]?.id ?? null,
    inputs: inputsText({ taken, read, facts, steps }),
  });
  judge.settle(changes);
  noteEffects({ stored, version, advanced, facts: batch.facts, newId: deciding.newId }, changes);
  if (run.status === "parked") changes.tasks.push(poisonedTask(stored));
}

/** A run that waits for the days of a notice is told of them whenever it is looked at: they rest on facts and law alone. */
function newsOfNotice(
  { terms, nowMs }: Deciding,
  of: Omit<RunDeciding, "changes"> & { readonly version: LoadedVersion; readonly run: Run },
): (RunEvent & { readonly kind: "notice" }) | null {
  const { batch, stored, planning, version, run } = of;
  if (awaitedNotice(run) === null) return null;
  const contacts = planning.contacts(version, stored);
  if (contacts === null) return null;
  return noticeNews(terms, { facts: batch.facts, contacts, stored, run, nowMs });
}

/** What was decided upon (I2), without what goes without saying; the instant is the step's own. */
function inputsText(of: {
  readonly taken: readonly { readonly kind: string }[];
  readonly read: FactValues;
  readonly facts: Facts;
  readonly steps: readonly Step[];
}): string {
  const { taken, read, facts, steps } = of;
  const segments = steps.flatMap(({ segment }) => segment ?? []);
  const passed = steps.flatMap(({ node, disabled }) => (disabled === true ? [node] : []));
  return JSON.stringify({
    events: taken,
    facts: read,
    ...(facts.disputeOpen ? { disputed: true } : {}),
    ...(facts.holds.length === 0 ? {} : { holds: facts.holds }),
    ...(segments.length === 0 ? {} : { segments }),
    ...(passed.length === 0 ? {} : { disabled: passed }),
  });
}

function changeOf(
  stored: StoredRun,
  run: Run,
): Omit<RunChange, "wakeAtMs" | "steps" | "eventId" | "inputs"> {
  return {
    shard: stored.shard,
    id: stored.id,
    versionId: stored.versionId,
    seq: stored.seq,
    nodeId: run.node ?? stored.nodeId,
    status: run.status,
    state: stateText(run),
    ended: run.ended,
  };
}

/** A run that has not begun starts; one whose time has come wakes. */
function dueEvent(run: Run, nowMs: number): RunEvent | null {
  if (run.status !== "active") return null;
  if (run.node === null) return { kind: "start" };
  const wakeAt = wakeAtMs(run);
  return wakeAt !== null && wakeAt <= nowMs ? { kind: "wake" } : null;
}

function concerns(event: UnreadEvent, { id, accountId }: StoredRun): boolean {
  if (event.runId !== null) return event.runId === id;
  return event.accountId === null || accountId === null || event.accountId === accountId;
}

/**
 * To a run over all of a debtor's accounts, one of them paid is a part of what is owed while another is not, and one that
 * is closed or recalled is nothing while another is left.
 */
function meaningFor(
  event: UnreadEvent,
  { accountId }: StoredRun,
  { accounts }: DebtorFacts,
): RunEvent | null {
  const meaning = runEventOf(event.kind, event.payload);
  if (accountId !== null || meaning === null) return meaning;
  if (meaning.kind === "stopped" && event.accountId !== null) {
    const isLeft = [...accounts.values()].some(
      ({ status }) => status === "open" || status === "cured",
    );
    return isLeft ? null : meaning;
  }
  if (meaning.kind !== "paid" && meaning.kind !== "cured") return meaning;
  const owes = [...accounts.values()].some(
    ({ status, arrears }) => status === "open" && arrears > 0,
  );
  return owes ? { kind: "happened", event: "part-paid" } : meaning;
}

function versionOf({ versions }: Deciding, { versionId }: StoredRun): LoadedVersion {
  const version = versions.get(versionId);
  if (version === undefined) throw new RangeError(`Version ${versionId} cannot be run`);
  return version;
}

export function interpreterFacts(
  { terms, values, nowMs }: Deciding,
  debtor: DebtorFacts,
  stored: StoredRun,
) {
  const account = accountOf(debtor, stored);
  const known = values.get(account.id);
  if (known === undefined) throw new RangeError(`Account ${account.id} has no facts`);
  const recorded = recordedValues({ ...known, ...runFacts(stored.run, nowMs) });
  const zone = zoneOf(terms.law, debtor.zone);
  const facts: Facts = {
    values: recorded.values,
    zone,
    today: localTime(zone, new Date(nowMs)).date,
    calendar: calendarOf(terms.law, portfolioOf(terms, account.portfolioId)),
    debtorKey: debtor.id,
    disputeOpen: isDisputed(debtor, account.id),
    holds: runHoldsOn(debtor.holds, account.id),
  };
  return { facts, read: recorded.read };
}

function isDisputed({ holds }: DebtorFacts, accountId: string): boolean {
  return holds.some(
    (hold) =>
      hold.state === "dispute_open" && (hold.accountId === null || hold.accountId === accountId),
  );
}

function poisonedTask(stored: StoredRun): DebtorChanges["tasks"][number] {
  const { run } = stored;
  const visit = run.node === null ? null : { nodeId: run.node, visit: run.visit };
  return {
    debtorId: stored.debtorId,
    accountId: stored.accountId,
    ...(visit === null ? {} : { shard: stored.shard, runId: stored.id, ...visit }),
    task: {
      kind: "poisoned",
      title: "A run cannot go on",
      team: "Operations",
      dueMs: null,
      outcomes: [
        { id: "resumed", label: "Try again" },
        { id: "ended", label: "End the run" },
      ],
    },
  };
}
