import {
  addBusinessDays,
  dateOfEpochDay,
  epochDay,
  instantOfWallTime,
  offsetAt,
  type BusinessCalendar,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";

/*
 * Wall-clock arithmetic in numbers, total over every date: a run must not fail because an account is due in 9999. A moment after
 * the zone table's end (in 2037) counts as its end, one before its beginning as the beginning.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** More than any step adds to a date or takes from it. */
const MARGIN_DAYS = 1_000;

/**
 * The first instant at which the clock shows this time on this day, in ms since 1970.
 *
 * @param day days since 1970-01-01
 * @param minute minutes since midnight
 */
export function instantOn(zone: Zone, day: number, minute: number): number {
  const [first = 0] = zone.starts;
  // A day of margin keeps the wall time inside the table whatever the offset.
  if ((day + 2) * DAY_MS > zone.end) return zone.end;
  if ((day - 1) * DAY_MS < first) return first;
  return instantOfWallTime(zone, day, minute);
}

/** The same time of day so many days later, however long the days between. */
export function daysLater(zone: Zone, nowMs: number, days: number): number {
  const wall = nowMs + offsetAt(zone, nowMs);
  const day = Math.floor(wall / DAY_MS);
  const minute = Math.floor((wall - day * DAY_MS) / MINUTE_MS);
  const rest = wall - day * DAY_MS - minute * MINUTE_MS;
  return instantOn(zone, day + days, minute) + rest;
}

/** The day so many business days after a date (before it, if negative), in days since 1970. */
export function businessDaysFrom(
  calendar: BusinessCalendar,
  date: LocalDate,
  days: number,
  zone: Zone,
): number {
  const base = dateOfEpochDay(withinReach(zone, epochDay(date)));
  return epochDay(addBusinessDays(unbounded(calendar), base, days));
}

/** Brings a day to within some years of the zone's table, so that arithmetic on it stays within the calendar. */
export function withinReach({ starts, end }: Zone, day: number): number {
  const first = Math.floor((starts[0] ?? 0) / DAY_MS) - MARGIN_DAYS;
  const last = Math.floor(end / DAY_MS) + MARGIN_DAYS;
  return Math.min(Math.max(day, first), last);
}

/**
 * The calendar with weekends alone beyond its holiday table. What is waited for so far off can wait a day longer; whether
 * a contact may be made on that day is the gate's question, and the gate does not guess.
 */
export function unbounded(calendar: BusinessCalendar): BusinessCalendar {
  return { ...calendar, from: "0001-01-01", to: "9999-12-31" };
}
