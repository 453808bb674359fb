import type { NodeId } from "@fairflow/flow";
import {
  advanceThroughGate,
  type AttemptEffect,
  type Judge,
  type LeaveEffect,
  type Permission,
} from "./advance-through-gate.ts";
import type { CompiledFlow } from "./compile.ts";
import { createAgenda } from "./agenda.ts";
import { applyChanges } from "./apply-changes.ts";
import type { Change } from "./effect.ts";
import { createTally, type NodeTally, type Tally } from "./tally.ts";
import type { AttemptResult, RunEvent } from "./run-event.ts";
import { listensFor, newRun, wakeAtMs, type Run } from "./run.ts";
import { withValues, type Facts } from "./walk.ts";

/** One account, or one debtor, that a simulation takes through a flow. Instants are milliseconds since 1970. */
export interface Traveller {
  /** Messages to one debtor that are due at the same instant merge. */
  readonly debtor: string;
  /** What is known at that instant; asked afresh for every advance. */
  readonly factsAt: (nowMs: number, run: Run) => Facts;
  /** What comes from outside, ascending. Events at one instant happen in the order given. */
  readonly happenings: readonly Happening[];
  /** The next instant after `afterMs` at which the entry rule is asked; null when never again. */
  readonly nextEntryMs: (afterMs: number) => number | null;
  readonly enters: (nowMs: number, previous: Run | null) => boolean;
  /** Whether the entry rule is asked again once a run has ended. */
  readonly mayReturn: boolean;
}

export interface Happening {
  readonly atMs: number;
  readonly event: RunEvent;
}

export interface PlannedMessage<T extends Traveller> {
  readonly traveller: T;
  readonly attempt: AttemptEffect;
}

/** A legal step that somebody is about to take. */
export interface PlannedStep<T extends Traveller> {
  readonly traveller: T;
  readonly asked: LeaveEffect;
}

/** The outside world of a simulation: the gate when a message is planned, and what becomes of one when it is sent. */
export interface Outside<T extends Traveller> {
  readonly judge: (message: PlannedMessage<T>, nowMs: number) => Permission;
  readonly judgeStep: (step: PlannedStep<T>, nowMs: number) => Permission;
  /**
   * Sends one message that stands for all of `merged`, which share debtor, channel and purpose. Answers each in order, with
   * what may happen to it later.
   */
  readonly send: (
    merged: readonly PlannedMessage<T>[],
    nowMs: number,
  ) => readonly { readonly result: AttemptResult; readonly later: readonly Happening[] }[];
}

export interface SimulationInput<T extends Traveller> {
  readonly flow: CompiledFlow;
  readonly travellers: readonly T[];
  readonly outside: Outside<T>;
  readonly fromMs: number;
  /** Exclusive: nothing at or after this instant happens. */
  readonly toMs: number;
}

export interface Simulated {
  /** Visits of nodes. */
  readonly steps: number;
  readonly runs: number;
  readonly nodes: ReadonlyMap<NodeId, NodeTally>;
  /** Ended runs by reason. */
  readonly ended: ReadonlyMap<string, number>;
  readonly parked: number;
}

/**
 * Takes many travellers through a flow in virtual time, with the same `advance` that the engine runs. At one instant what
 * comes from outside goes first, then entries, then wake-ups; then the messages that all of them planned leave, merged per
 * debtor, channel and purpose. Deterministic.
 */
export function simulate<T extends Traveller>(input: SimulationInput<T>): Simulated {
  const agenda = createAgenda();
  const tally = createTally(input.flow);
  const debtors = new Map<string, Debtor<T>>();
  const places = input.travellers.map((traveller) => placeOf(traveller, debtors, input.fromMs));
  for (const [index, place] of places.entries()) {
    const first = nextMs(place);
    if (first !== null) agenda.add(first, index);
  }
  const outbox: Debtor<T>[] = [];
  for (let now = agenda.next(); now !== null && now.atMs < input.toMs; now = agenda.next()) {
    const world: World<T> = { ...input, tally, outbox, nowMs: now.atMs };
    for (const index of now.indices) {
      const place = places[index];
      if (place !== undefined) live(place, world);
    }
    while (outbox.length > 0) sendAll(world);
    for (const index of now.indices) {
      const place = places[index];
      const next = place === undefined ? null : nextMs(place);
      // What should have happened already happens now: time never goes back.
      if (next !== null) agenda.add(Math.max(next, now.atMs), index);
    }
  }
  return tally.result();
}

interface Place<T extends Traveller> {
  readonly traveller: T;
  readonly debtor: Debtor<T>;
  run: Run | null;
  happened: number;
  /** What follows from messages that were sent, ascending. */
  later: readonly Happening[];
  /** What the flow has written down so far; facts are drawn from a history that does not know of it. */
  changes: readonly Change[];
  entryMs: number | null;
}

interface Letter<T extends Traveller> {
  readonly place: Place<T>;
  readonly message: PlannedMessage<T>;
}

/** One debtor, whose messages of one instant may merge. */
interface Debtor<T extends Traveller> {
  /** What is planned at the instant. */
  letters: readonly Letter<T>[];
}

interface World<T extends Traveller> extends SimulationInput<T> {
  readonly tally: Tally;
  /** For whom something is planned at the instant; a second mention, after all was withdrawn, finds nothing left. */
  readonly outbox: Debtor<T>[];
  readonly nowMs: number;
}

const NOTHING: readonly never[] = [];

function placeOf<T extends Traveller>(
  traveller: T,
  debtors: Map<string, Debtor<T>>,
  fromMs: number,
): Place<T> {
  const debtor = debtors.get(traveller.debtor) ?? { letters: NOTHING };
  debtors.set(traveller.debtor, debtor);
  const happened = traveller.happenings.findIndex(({ atMs }) => atMs >= fromMs);
  return {
    traveller,
    debtor,
    run: null,
    happened: happened < 0 ? traveller.happenings.length : happened,
    later: NOTHING,
    changes: NOTHING,
    entryMs: traveller.nextEntryMs(fromMs - 1),
  };
}

function nextMs<T extends Traveller>(place: Place<T>): number | null {
  const { traveller, run, happened, later } = place;
  let next = later[0]?.atMs ?? Number.POSITIVE_INFINITY;
  if (run !== null) {
    // What happens to someone who is not in the flow changes only their facts.
    next = Math.min(next, traveller.happenings[happened]?.atMs ?? Number.POSITIVE_INFINITY);
    next = Math.min(next, wakeAtMs(run) ?? Number.POSITIVE_INFINITY);
  }
  if (awaitsEntry(place)) next = Math.min(next, place.entryMs ?? Number.POSITIVE_INFINITY);
  return next === Number.POSITIVE_INFINITY ? null : next;
}

function awaitsEntry<T extends Traveller>({ run, traveller }: Place<T>): boolean {
  return run === null || (run.status === "ended" && traveller.mayReturn);
}

function live<T extends Traveller>(place: Place<T>, world: World<T>): void {
  const { traveller } = place;
  const { nowMs } = world;
  for (let next = traveller.happenings[place.happened]; next !== undefined && next.atMs <= nowMs;) {
    move(place, world, next.event);
    place.happened += 1;
    next = traveller.happenings[place.happened];
  }
  for (let next = place.later[0]; next !== undefined && next.atMs <= nowMs; next = place.later[0]) {
    place.later = place.later.slice(1);
    move(place, world, next.event);
  }
  if (awaitsEntry(place)) enterIfDue(place, world);
  const wakeMs = place.run === null ? null : wakeAtMs(place.run);
  if (wakeMs !== null && wakeMs <= nowMs) move(place, world, { kind: "wake" });
}

function enterIfDue<T extends Traveller>(place: Place<T>, world: World<T>): void {
  const { nowMs } = world;
  if (place.entryMs === null || place.entryMs > nowMs) return;
  const { traveller } = place;
  const enters = traveller.enters(nowMs, place.run);
  place.entryMs = enters && !traveller.mayReturn ? null : traveller.nextEntryMs(nowMs);
  if (!enters) return;
  place.run = newRun(nowMs);
  // What followed from an earlier run's messages is not about this one.
  place.later = NOTHING;
  world.tally.enrol();
  move(place, world, { kind: "start" });
}

function move<T extends Traveller>(place: Place<T>, world: World<T>, event: RunEvent): void {
  const { traveller, debtor, run } = place;
  const { flow, nowMs, outside, outbox, tally } = world;
  if (run === null || run.status === "ended") return;
  // Most messages arrive unawaited; facts for those would be gathered for nothing.
  if (event.kind === "happened" && !listensFor(run, event.event)) return;
  const input = { facts: factsOf(place, run, nowMs), event, nowMs };
  const judge: Judge = (asked) =>
    asked.kind === "attempt"
      ? outside.judge({ traveller, attempt: asked }, nowMs)
      : outside.judgeStep({ traveller, asked }, nowMs);
  const advanced = advanceThroughGate(flow, run, input, judge);
  place.run = advanced.run;
  tally.add(advanced);
  for (const effect of advanced.effects) {
    if (effect.kind === "change") place.changes = [...place.changes, ...effect.changes];
    if (effect.kind === "withdraw") withdraw(place);
    if (effect.kind !== "attempt") continue;
    if (debtor.letters.length === 0) outbox.push(debtor);
    debtor.letters = [...debtor.letters, { place, message: { traveller, attempt: effect } }];
  }
}

function factsOf<T extends Traveller>(
  { traveller, changes }: Place<T>,
  run: Run,
  nowMs: number,
): Facts {
  const facts = traveller.factsAt(nowMs, run);
  return changes.length === 0 ? facts : withValues(facts, applyChanges(facts.values, changes));
}

/** Takes back what a run planned at this instant; a run has one message under way at the most. */
function withdraw<T extends Traveller>(place: Place<T>): void {
  const { debtor } = place;
  debtor.letters = debtor.letters.filter((letter) => letter.place !== place);
}

function sendAll<T extends Traveller>(world: World<T>): void {
  const planned = world.outbox.splice(0).map((debtor) => {
    const { letters } = debtor;
    debtor.letters = NOTHING;
    return letters;
  });
  for (const letters of planned) {
    if (letters.length === 1) sendMerged(letters, world);
    else for (const merged of mergeable(letters)) sendMerged(merged, world);
  }
}

/**
 * Letters to one debtor by channel and purpose, in the order in which each was first planned; a notice that the law
 * requires goes first and alone, as does a legal step.
 */
function mergeable<T extends Traveller>(
  letters: readonly Letter<T>[],
): readonly (readonly Letter<T>[])[] {
  const [notices, others] = [letters.filter(isNotice), letters.filter((each) => !isNotice(each))];
  const merged = Map.groupBy(others, ({ message }) => {
    const { channel, purpose, step } = message.attempt.request;
    return step === undefined ? `${channel} ${purpose}` : message;
  });
  return [...notices.map((notice) => [notice]), ...merged.values()];
}

function isNotice({ message }: Letter<Traveller>): boolean {
  return message.attempt.request.notice !== undefined;
}

function sendMerged<T extends Traveller>(letters: readonly Letter<T>[], world: World<T>): void {
  const outcomes = world.outside.send(
    letters.map(({ message }) => message),
    world.nowMs,
  );
  for (const [index, { place, message }] of letters.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new RangeError("Each message that is sent needs an outcome");
    const { node, visit } = message.attempt;
    move(place, world, { kind: "attempt", node, visit, result: outcome.result });
    const awaited = outcome.later.filter((happening) => mayMatter(place, happening));
    if (awaited.length === 0) continue;
    place.later = [...place.later, ...awaited].toSorted((one, other) => one.atMs - other.atMs);
  }
}

/** What the run does not listen for, and cannot come to listen for before it happens, passes it by. */
function mayMatter<T extends Traveller>(
  { run, traveller, happened, later }: Place<T>,
  { event, atMs }: Happening,
): boolean {
  if (run === null || event.kind !== "happened" || listensFor(run, event.event))
    return run !== null;
  const moves = Math.min(
    wakeAtMs(run) ?? Number.POSITIVE_INFINITY,
    traveller.happenings[happened]?.atMs ?? Number.POSITIVE_INFINITY,
    later[0]?.atMs ?? Number.POSITIVE_INFINITY,
  );
  return run.status !== "ended" && moves <= atMs;
}
