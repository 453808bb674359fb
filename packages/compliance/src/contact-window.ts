import { nextOffsetChange, offsetAt } from "@fairflow/calendar";
import type { BoundRule } from "./bound-rule.ts";
import { isHoliday, type PackCalendar } from "./holiday-tables.ts";
import type { Question } from "./question.ts";
import type { ContactWindow } from "./rule.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A window that stays shut for so long, such as one of a house rule without hours, never opens. */
const SEARCH_DAYS = 400;

/** Hours `[start, end)` in ms since midnight, in order. */
type Hours = readonly { readonly start: number; readonly end: number }[];

export interface CompiledWindow extends BoundRule<ContactWindow> {
  /** From Monday on. */
  readonly week: readonly Hours[];
  /** The hours of a holiday. `undefined`: those of the weekday, so that no holiday table is needed. */
  readonly holiday: Hours | undefined;
}

export function compileWindow(bound: BoundRule<ContactWindow>): CompiledWindow {
  const { week, holiday, marginMinutes = 0 } = bound.rule;
  const hours = (intervals: readonly (readonly [string, string])[]) =>
    hoursOf(intervals, marginMinutes);
  const sunday = hours(week.sun);
  const days = [week.mon, week.tue, week.wed, week.thu, week.fri, week.sat].map(hours);
  return { ...bound, week: [...days, sunday], holiday: holidayHours() };

  function holidayHours(): Hours | undefined {
    if (holiday === "as_weekday") return undefined;
    if (holiday === "as_sunday") return sunday;
    return holiday === "closed" ? [] : hours(holiday);
  }
}

/**
 * The next instant at which the window is open. Between two changes of the zone's offset the wall clock runs evenly, so
 * each such stretch is searched in wall-clock time by itself: a night with an hour too many or too few needs no rule.
 *
 * @throws UncoveredDateError where the answer depends on a holiday that the table does not cover
 */
export function windowOpens(window: CompiledWindow, question: Question): number {
  const { zone, calendar } = question;
  const lastDay = question.day + SEARCH_DAYS;
  for (let at = question.at; ;) {
    const offset = offsetAt(zone, at);
    const change = nextOffsetChange(zone, at);
    const open = nextOpenWallTime(window, calendar, { wall: at + offset, lastDay });
    if (open - offset < change) return open - offset;
    if (open === Number.POSITIVE_INFINITY && change + offset > lastDay * DAY_MS) return open;
    at = change;
  }
}

function nextOpenWallTime(
  window: CompiledWindow,
  calendar: PackCalendar,
  from: { readonly wall: number; readonly lastDay: number },
): number {
  const firstDay = Math.floor(from.wall / DAY_MS);
  for (let day = firstDay; day <= from.lastDay; day += 1) {
    const since = day === firstDay ? from.wall - day * DAY_MS : 0;
    for (const { start, end } of hoursOn(window, calendar, day)) {
      if (since < end) return day * DAY_MS + Math.max(start, since);
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** How far ahead an end is looked for: nobody keeps a message for longer. */
const CLOSING_DAYS = 7;

/**
 * The wall-clock instant at which the window that is open shuts; Infinity where it stays open for a week.
 *
 * @param wall ms since 1970 of the wall clock
 */
export function windowCloses(window: CompiledWindow, calendar: PackCalendar, wall: number): number {
  const last = wall + CLOSING_DAYS * DAY_MS;
  // One interval may go on where another ends, at midnight or before.
  for (let at = wall; at < last;) {
    const day = Math.floor(at / DAY_MS);
    const since = at - day * DAY_MS;
    const hours = hoursOn(window, calendar, day);
    const within = hours.find(({ start, end }) => start <= since && since < end);
    if (within === undefined) return at;
    at = day * DAY_MS + within.end;
  }
  return Number.POSITIVE_INFINITY;
}

/** The hours of a local day, of a holiday where it is one. */
export function hoursOn(window: CompiledWindow, calendar: PackCalendar, day: number): Hours {
  if (window.holiday !== undefined && isHoliday(calendar, day)) return window.holiday;
  // Epoch day 0 was a Thursday; the week begins on Monday.
  return window.week[(((day + 3) % 7) + 7) % 7] ?? [];
}

function hoursOf(intervals: readonly (readonly [string, string])[], marginMinutes: number): Hours {
  return intervals
    .map(([start, end]) => ({ start: msOf(start), end: msOf(end) - marginMinutes * MINUTE_MS }))
    .filter(({ start, end }) => start < end)
    .toSorted((one, other) => one.start - other.start);
}

/** `HH:MM` in ms since midnight. */
function msOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;
}
