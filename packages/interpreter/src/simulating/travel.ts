import { advanceThroughGate, type Judge } from "../advance-through-gate.ts";
import { applyChanges } from "../apply-changes.ts";
import type { Change } from "../effect.ts";
import type { RunEvent } from "../run-event.ts";
import { listensFor, newRun, wakeAtMs, type Run } from "../run.ts";
import { withValues, type Facts } from "../walk.ts";
import type { Tally } from "./tally.ts";
import type { Happening, PlannedMessage, SimulationInput, Traveller } from "./traveller.ts";

export interface Place<T extends Traveller> {
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

export interface Letter<T extends Traveller> {
  readonly place: Place<T>;
  readonly message: PlannedMessage<T>;
}

/** One debtor, whose messages of one instant may merge. */
export interface Debtor<T extends Traveller> {
  /** What is planned at the instant. */
  letters: readonly Letter<T>[];
}

export interface World<T extends Traveller> extends SimulationInput<T> {
  readonly tally: Tally;
  /** For whom something is planned at the instant; a second mention, after all was withdrawn, finds nothing left. */
  readonly outbox: Debtor<T>[];
  readonly nowMs: number;
}

export const NOTHING: readonly never[] = [];

export function placeOf<T extends Traveller>(
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

export function nextMs<T extends Traveller>(place: Place<T>): number | null {
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

export function live<T extends Traveller>(place: Place<T>, world: World<T>): void {
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

export function move<T extends Traveller>(place: Place<T>, world: World<T>, event: RunEvent): void {
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
