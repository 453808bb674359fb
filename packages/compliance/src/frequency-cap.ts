import {
  dateOfEpochDay,
  earliestOnDay,
  epochDay,
  startOfMonth,
  addMonths,
  Weekday,
} from "@fairflow/calendar";
import type { BoundRule } from "./bound-rule.ts";
import {
  concerns,
  counted,
  counts,
  debtsToCount,
  localDays,
  PENDING,
  type Counted,
} from "./history.ts";
import type { CaseDebt } from "./contact-case.ts";
import type { Question } from "./question.ts";
import type { FrequencyCap } from "./rule.ts";

const HOUR_MS = 3_600_000;

export interface CompiledCap extends BoundRule<FrequencyCap> {
  readonly counted: Counted;
  /** What being above the cap means. */
  readonly effect: "block" | "warn" | "no_fee" | "none";
}

export function compileCap(bound: BoundRule<FrequencyCap>): CompiledCap {
  const { count } = bound.rule;
  const listed = counted({ ...count, exclude: count.exclude });
  return {
    ...bound,
    counted: { ...listed, outcomes: listed.outcomes | PENDING },
    effect: effectOf(bound.rule),
  };
}

/** When one more attempt fits under the cap: now, or at the local midnight at which enough have left its window. */
export function capAllows(cap: CompiledCap, question: Question): number {
  let allowed = question.at;
  for (const debt of debtsToCount(cap.rule.scope, question.contactCase)) {
    allowed = Math.max(allowed, capAllowsDebt(cap, question, debt));
  }
  return allowed;
}

/** The same for one of the debts that the attempt is about. */
export function capAllowsDebt(cap: CompiledCap, question: Question, debt: CaseDebt): number {
  const { history, zone, at } = question;
  const { limit, window } = cap.rule;
  if (limit === 0) return Number.POSITIVE_INFINITY;
  const counting = countedForDebt(cap, question, debt);
  // Fewer than the limit in all: they fit whatever the window.
  if (counting.length < limit) return at;
  if (window.kind === "rolling_hours") {
    const instants = counting.map((index) => history.at[index] ?? 0);
    return firstFit(instants, { at, limit, lengthMs: window.length * HOUR_MS });
  }
  const all = localDays(history, zone);
  const days = counting.map((index) => all[index] ?? 0).toSorted((one, other) => one - other);
  // From the last of them on, each day's window holds fewer, so that the search ends.
  for (let day = question.day; ; day += 1) {
    const first = firstDayOfWindow(window, day);
    const inside = days.filter((one) => one >= first && one <= day).length;
    if (inside < limit) return day === question.day ? at : earliestOnDay(zone, at, day);
  }
}

/** The earlier attempts that the cap counts for a debt, by their index, whenever they were. */
export function countedForDebt(
  cap: CompiledCap,
  { history, contactCase }: Question,
  debt: CaseDebt,
): readonly number[] {
  const counting: number[] = [];
  for (const [index, attempt] of history.attempts.entries()) {
    if (!counts(cap.counted, history, index)) continue;
    if (concerns(cap.rule.scope, attempt, { debt, contactCase })) counting.push(index);
  }
  return counting;
}

/** The first of the local days that the window which ends on `day` holds. */
export function firstDayOfWindow(window: FrequencyCap["window"], day: number): number {
  switch (window.kind) {
    case "rolling_hours":
    case "rolling_calendar_days":
      return day - (window.length - 1);
    case "calendar_week": {
      const begins = Weekday.options.indexOf(window.weekStart ?? "mon");
      const sinceBegin = (((day + 3 - begins) % 7) + 7) % 7;
      return day - sinceBegin - 7 * (window.length - 1);
    }
    case "calendar_month":
      return epochDay(addMonths(startOfMonth(dateOfEpochDay(day)), 1 - window.length));
  }
}

/** The first instant at which fewer than `limit` lie in the hours before it, its own instant included. */
function firstFit(
  instants: readonly number[],
  fit: { readonly at: number; readonly limit: number; readonly lengthMs: number },
): number {
  const leaving = instants.map((instant) => instant + fit.lengthMs).filter((end) => end > fit.at);
  for (const end of [fit.at, ...leaving.toSorted((one, other) => one - other)]) {
    const inside = instants.filter((one) => one > end - fit.lengthMs && one <= end);
    if (inside.length < fit.limit) return end;
  }
  return fit.at;
}

/** A `warn` or `info` rule never blocks, whatever effect it names. */
function effectOf(rule: FrequencyCap): CompiledCap["effect"] {
  if (rule.effectOnExceed === "allow_no_fee") return "no_fee";
  if (rule.severity === "block" && rule.effectOnExceed !== "warn") return "block";
  return rule.severity === "info" && rule.effectOnExceed === undefined ? "none" : "warn";
}
