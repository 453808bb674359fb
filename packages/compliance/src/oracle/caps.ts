import type { CaseAttempt } from "../contact-case.ts";
import type { FrequencyCap } from "../rule.ts";
import { attemptsByScope, isLeftOut, isOfDirection, isPending } from "./earlier-attempts.ts";
import type { Moment } from "./moment.ts";
import { plusDays, plusMonths, weekdayOf } from "./wall-clock.ts";

/** What a cap says to one attempt more. */
export function capSays(rule: FrequencyCap, moment: Moment): "fits" | "block" | "warn" | "no_fee" {
  if (rule.severity === "info" && rule.effectOnExceed === undefined) return "fits";
  if (!isFull(rule, moment)) return "fits";
  if (rule.effectOnExceed === "allow_no_fee") return "no_fee";
  return rule.severity === "block" && rule.effectOnExceed !== "warn" ? "block" : "warn";
}

function isFull(rule: FrequencyCap, moment: Moment): boolean {
  const { contactCase } = moment;
  const { channels, outcomes, direction, exclude = [] } = rule.count;
  const counted = contactCase.history.filter(
    (attempt) =>
      channels.includes(attempt.channel) &&
      // What is planned or perhaps sent will take its place in the count.
      (isPending(attempt) || outcomes.some((outcome) => outcome === attempt.outcome)) &&
      isOfDirection(attempt, direction) &&
      !isLeftOut(attempt, exclude),
  );
  // Fewer than that in all fit whatever the window is.
  if (counted.length + 1 <= rule.limit) return false;
  const window = { window: rule.window, first: firstDate(rule.window, moment.clock.date) };
  return attemptsByScope(counted, rule.scope, contactCase).some(
    (attempts) =>
      attempts.filter((attempt) => isInWindow(attempt, window, moment)).length + 1 > rule.limit,
  );
}

function isInWindow(
  { at }: CaseAttempt,
  { window, first }: Pick<FrequencyCap, "window"> & { readonly first: string },
  moment: Moment,
): boolean {
  const { instant, clock, clocks, zone } = moment;
  if (window.kind === "rolling_hours") {
    return at.getTime() <= instant && at.getTime() > instant - window.length * 3_600_000;
  }
  const date = clocks(zone, at.getTime()).date;
  return date <= clock.date && date >= first;
}

function firstDate(window: FrequencyCap["window"], today: string): string {
  if (window.kind === "calendar_month") {
    return plusMonths(`${today.slice(0, 7)}-01`, 1 - window.length);
  }
  if (window.kind !== "calendar_week") return plusDays(today, 1 - window.length);
  let first = today;
  while (weekdayOf(first) !== (window.weekStart ?? "mon")) first = plusDays(first, -1);
  return plusDays(first, -7 * (window.length - 1));
}
