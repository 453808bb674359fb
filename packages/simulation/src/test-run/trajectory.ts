import {
  addDays,
  epochDay,
  instantOfWallTime,
  localTime,
  type LocalDate,
} from "@fairflow/calendar";
import type { Fields } from "@fairflow/criteria";
import type { Flow } from "@fairflow/flow";
import { compileLibrary, wakeAtMs, type CompiledFlow, type Library } from "@fairflow/interpreter";
import { startConfigOf } from "@fairflow/nodes";
import { entryRule, type EntryRule } from "../entry-rule.ts";
import type { AnswerTime, ForcedAnswer } from "../scenario/forced-answer.ts";
import type { Moment } from "./moment.ts";
import { valuesAt } from "./test-facts.ts";
import type { TestPerson } from "./test-person.ts";
import { beginTestRun, type TestRun } from "./test-run.ts";

/** Who is taken through what, from when, and what they answer. */
export interface TrajectoryInput {
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  readonly library: Library;
  readonly fields: Fields;
  readonly person: TestPerson;
  /** The account of a run per account; a run per debtor takes all. */
  readonly accountId: string;
  readonly startMs: number;
  readonly entry: "at-once" | "as-the-start-says";
  /** Nothing at or after so many days past the start happens. */
  readonly forDays: number;
  readonly answers: readonly ForcedAnswer[];
  /** The day at which effective dates of rules are read instead of the instant. */
  readonly lawAsOf?: LocalDate | undefined;
}

/** One person's way through a flow in virtual time; stepping, running and scrubbing are ways to look at it. */
export interface Trajectory {
  readonly startMs: number;
  readonly endMs: number;
  readonly moments: readonly Moment[];
  /** Whether the start would let the person in at the first moment, by its own rule. */
  readonly isAdmitted: boolean;
  /** Forced answers that were never given, by their place in the list. */
  readonly unused: readonly number[];
  /** Whether it stopped because so much happened, and not because it was over. */
  readonly isCutShort: boolean;
}

const DAY_MS = 86_400_000;
/** More than anybody looks at: a flow that loops every day for ever is cut off here. */
const MOST_MOMENTS = 1_000;

/** Takes one person through a flow with the `advance` of the engine, behind the gate. Deterministic: same input, same way. */
export function trajectoryOf(input: TrajectoryInput): Trajectory {
  const { startMs, answers } = input;
  const endMs = startMs + input.forDays * DAY_MS;
  const run = beginTestRun(input);
  const entry = entryOf(input);
  const given = new Set<number>();
  const isAdmitted = admits(entry, input, run, startMs);
  enter({ input, entry, isAdmitted, run, endMs });
  for (;;) {
    const due = dueAnswer(answers, given, run, startMs);
    const next = nextOf(run, due?.atMs ?? null);
    if (next === null || next >= endMs || run.isOver() || run.moments.length >= MOST_MOMENTS) break;
    const nowMs = Math.max(next, run.nowMs());
    if (due !== null && due.atMs <= nowMs) {
      given.add(due.index);
      run.answer(due.index, nowMs);
    } else {
      run.goOn(nowMs);
    }
  }
  return {
    startMs,
    endMs,
    moments: run.moments,
    isAdmitted,
    unused: answers.flatMap((_, index) => (given.has(index) ? [] : [index])),
    isCutShort: run.moments.length >= MOST_MOMENTS,
  };
}

function entryOf({ flow, library }: TrajectoryInput): EntryRule {
  const config = startConfigOf(flow);
  if (config === undefined) throw new RangeError("A compiled flow has a start with settings");
  return entryRule(config, compileLibrary(library));
}

function admits(entry: EntryRule, input: TrajectoryInput, run: TestRun, nowMs: number): boolean {
  const { person } = input;
  const values = valuesAt(run.life, run.account(), { run: null, nowMs });
  const { date } = localTime(person.zone, new Date(nowMs));
  return entry.admits({ values, today: date, nowMs, previous: null });
}

/** Lets the person in, at once or when the start does; says so where it never does. */
function enter(of: {
  readonly input: TrajectoryInput;
  readonly entry: EntryRule;
  readonly isAdmitted: boolean;
  readonly run: TestRun;
  readonly endMs: number;
}): void {
  const { input, entry, isAdmitted, run, endMs } = of;
  const { startMs, person } = input;
  if (input.entry === "at-once") return run.enter(startMs);
  // A schedule asks at its own time only.
  if (isAdmitted && entry.atMinute === 0) return run.enter(startMs);
  let { date } = localTime(person.zone, new Date(startMs));
  for (;;) {
    const askedMs = instantOfWallTime(person.zone, epochDay(date), entry.atMinute);
    if (askedMs >= endMs) return run.refuse(startMs);
    if (askedMs >= startMs && admits(entry, input, run, askedMs)) return run.enter(askedMs);
    date = addDays(date, 1);
  }
}

function nextOf(run: TestRun, answerMs: number | null): number | null {
  const later = run.laterMs();
  const wake = wakeAtMs(run.run());
  const all = [answerMs, later, wake].filter((each) => each !== null);
  return all.length === 0 ? null : Math.min(...all);
}

/** The answer that is to be given first; those at one instant in the order of the list. */
function dueAnswer(
  answers: readonly ForcedAnswer[],
  given: ReadonlySet<number>,
  run: TestRun,
  startMs: number,
): { readonly index: number; readonly atMs: number } | null {
  let due: { readonly index: number; readonly atMs: number } | null = null;
  for (const [index, { when }] of answers.entries()) {
    if (given.has(index)) continue;
    const base = when.kind === "after" ? startMs : run.cameMs(when.step, when.visit);
    if (base === null) continue;
    const atMs = base + lengthMs(when);
    if (due === null || atMs < due.atMs) due = { index, atMs };
  }
  return due;
}

function lengthMs({ days, hours, minutes }: AnswerTime): number {
  return days * DAY_MS + (hours * 60 + minutes) * 60_000;
}
