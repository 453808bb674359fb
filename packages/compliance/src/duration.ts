import {
  addBusinessDays,
  addMonths,
  dateOfEpochDay,
  earliestOnDay,
  epochDay,
  epochDayAt,
  instantOfWallTime,
  isLocalDate,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import type { PackCalendar } from "./holiday-tables.ts";
import type { Duration } from "./rule.ts";
import { UnreadableCaseError } from "./unreadable-case.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

interface Place {
  readonly zone: Zone;
  readonly calendar: PackCalendar;
}

/**
 * The first instant, `at` or later, after a period that runs from an event: `at` itself when it has passed. Hours and
 * minutes are elapsed time; everything longer is counted in local dates and ends at a local midnight.
 *
 * @throws UncoveredDateError where business days leave the holiday table
 */
export function afterPeriod(
  duration: Duration,
  event: Date | LocalDate,
  ask: Place & { readonly at: number },
): number {
  if (duration.unit === "minute" || duration.unit === "hour") {
    const unit = duration.unit === "hour" ? HOUR_MS : MINUTE_MS;
    return Math.max(ask.at, instantOf(event, ask.zone) + duration.value * unit);
  }
  const opens = openingDay(duration, localDayOf(event, ask.zone), ask.calendar);
  return earliestOnDay(ask.zone, ask.at, opens);
}

/** The local day of an event that is known by its date or its instant. */
export function localDayOf(event: Date | LocalDate, zone: Zone): number {
  return typeof event === "string" ? dayOf(event) : epochDayAt(zone, event.getTime());
}

export function dayOf(date: LocalDate): number {
  if (!isLocalDate(date)) throw new UnreadableCaseError("a date that does not exist");
  return epochDay(date);
}

/** The last day that is counted. */
export function lastDayOf(duration: Duration, eventDay: number, calendar: PackCalendar): number {
  // The day that is counted as zero: the event's own, unless that is day 1.
  const before = duration.dayOneIs === "event_date" ? eventDay - 1 : eventDay;
  switch (duration.unit) {
    case "minute":
    case "hour":
      return eventDay;
    case "calendar_day":
      return before + duration.value;
    case "business_day":
      return epochDay(addBusinessDays(calendar.business, dateOfEpochDay(before), duration.value));
    case "month":
    case "year": {
      const months = duration.unit === "year" ? duration.value * 12 : duration.value;
      const sameDay = epochDay(addMonths(dateOfEpochDay(eventDay), months));
      return duration.dayOneIs === "event_date" ? sameDay - 1 : sameDay;
    }
  }
}

/** The first day on which what had to wait for the period may happen. */
export function openingDay(duration: Duration, eventDay: number, calendar: PackCalendar): number {
  if (duration.value === 0) return eventDay;
  const last = lastDayOf(duration, eventDay, calendar);
  return duration.opens === "on_last_day" ? last : last + 1;
}

/** A date counts from its first instant. */
export function instantOf(event: Date | LocalDate, zone: Zone): number {
  if (typeof event === "string") return instantOfWallTime(zone, dayOf(event), 0);
  const instant = event.getTime();
  if (Number.isNaN(instant)) throw new UnreadableCaseError("an instant that is none");
  return instant;
}
