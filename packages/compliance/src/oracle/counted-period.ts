import type { LocalDate } from "@fairflow/calendar";
import type { Duration } from "../rule.ts";
import { isHolidayThere, type Moment } from "./moment.ts";
import { plusDays, plusMonths, weekdayOf } from "./wall-clock.ts";

/** Whether a period that runs from an event is over, its days counted one by one. */
export function hasPassed(duration: Duration, event: Date | LocalDate, moment: Moment): boolean {
  const { instant, clock } = moment;
  if (duration.unit === "hour" || duration.unit === "minute") {
    if (typeof event === "string") throw new Error("Hours run from an instant");
    const unit = duration.unit === "hour" ? 3_600_000 : 60_000;
    return instant >= event.getTime() + duration.value * unit;
  }
  const from = localDateOf(event, moment);
  if (duration.value === 0) return clock.date >= from;
  const last = lastCounted(duration, from, moment);
  return duration.opens === "on_last_day" ? clock.date >= last : clock.date > last;
}

export function localDateOf(event: Date | LocalDate, { clocks, zone }: Moment): string {
  return typeof event === "string" ? event : clocks(zone, event.getTime()).date;
}

/** The last day of the period, counted once for each event and place. */
export function lastCounted(duration: Duration, from: string, moment: Moment): string {
  const { lastDays } = moment;
  const days = lastDays.get(duration) ?? new Map<string, string>();
  lastDays.set(duration, days);
  const event = `${from} ${moment.contactCase.subdivision ?? ""}`;
  const last = days.get(event) ?? countDays(duration, from, moment);
  days.set(event, last);
  return last;
}

/** Day 1 is the event's own day or, if nothing is said, the day after. */
function countDays(duration: Duration, from: string, moment: Moment): string {
  const ownDayCounts = duration.dayOneIs === "event_date";
  if (duration.unit === "month" || duration.unit === "year") {
    const months = duration.unit === "year" ? 12 * duration.value : duration.value;
    return plusDays(plusMonths(from, months), ownDayCounts ? -1 : 0);
  }
  let date = ownDayCounts ? plusDays(from, -1) : from;
  for (let counted = 0; counted < duration.value;) {
    date = plusDays(date, 1);
    if (duration.unit === "calendar_day" || isBusinessDay(date, moment)) counted += 1;
  }
  return date;
}

function isBusinessDay(date: string, moment: Moment): boolean {
  // A day outside the table is not known, whatever weekday it is.
  const isHoliday = isHolidayThere(date, moment);
  return !isHoliday && !moment.pack.calendar.weekend.includes(weekdayOf(date));
}
