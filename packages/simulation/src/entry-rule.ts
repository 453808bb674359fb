import { daysInMonth, weekdayOf, type LocalDate } from "@fairflow/calendar";
import type { FactValues } from "@fairflow/criteria";
import type { CompiledLibrary, Run } from "@fairflow/interpreter";
import {
  minuteOf,
  type Entry,
  type Reentry,
  type ScheduleDays,
  type StartConfig,
} from "@fairflow/nodes";

export interface EntryQuestion {
  readonly values: FactValues;
  readonly today: LocalDate;
  readonly nowMs: number;
  /** The account's last run through this flow, which has ended. */
  readonly previous: Run | null;
}

/** Who is taken in, asked once a day. */
export interface EntryRule {
  /** The local time of day at which it is asked, in minutes since midnight. */
  readonly atMinute: number;
  readonly admits: (question: EntryQuestion) => boolean;
  /** Whether anyone may come in a second time. */
  readonly mayReturn: boolean;
}

const DAY_MS = 86_400_000;

/**
 * The entry rule of a flow's start. A ledger has no event, no person at a screen and no other system that would send an
 * account in, so those kinds of entry take in every account that their segment, if any, admits.
 */
export function entryRule({ entry, reentry }: StartConfig, library: CompiledLibrary): EntryRule {
  const segment = segmentOf(entry);
  const matches = segment === null ? () => true : library.segment(segment).matches;
  return {
    atMinute: entry.kind === "schedule" ? minuteOf(entry.at) : 0,
    mayReturn: reentry.kind === "after-days",
    admits: ({ values, today, nowMs, previous }) =>
      mayReenter(reentry, previous, nowMs) && isOnDay(entry, today) && matches(values, today),
  };
}

function segmentOf(entry: Entry): string | null {
  switch (entry.kind) {
    case "segment":
    case "event":
    case "schedule":
      return entry.segment;
    case "manual":
    case "api":
      return null;
  }
}

function isOnDay(entry: Entry, today: LocalDate): boolean {
  return entry.kind !== "schedule" || isScheduled(entry.days, today);
}

function isScheduled(days: ScheduleDays, today: LocalDate): boolean {
  switch (days.kind) {
    case "weekdays":
      return days.weekdays.includes(weekdayOf(today));
    case "day-of-month":
      return Number(today.slice(8)) === Math.min(days.day, daysInMonth(today));
  }
}

function mayReenter(reentry: Reentry, previous: Run | null, nowMs: number): boolean {
  if (previous === null) return true;
  switch (reentry.kind) {
    case "never":
    // An invoice has one due date, so each-due-date takes it in once.
    case "each-due-date":
      return false;
    case "after-days":
      return previous.ended !== null && nowMs - previous.ended.atMs >= reentry.days * DAY_MS;
  }
}
