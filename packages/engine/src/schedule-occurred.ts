import {
  addDays,
  daysInMonth,
  instantAt,
  localTime,
  weekdayOf,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import { minuteOf, type ScheduleDays, type TimeOfDay } from "@fairflow/nodes";

export interface Schedule {
  readonly days: ScheduleDays;
  readonly at: TimeOfDay;
}

/** Whether the schedule's time came in a zone after one instant and not after another. */
export function scheduleOccurred(
  { days, at }: Schedule,
  zone: Zone,
  { afterMs, untilMs }: { readonly afterMs: number; readonly untilMs: number },
): boolean {
  const last = localTime(zone, new Date(untilMs)).date;
  for (let date = localTime(zone, new Date(afterMs)).date; date <= last; date = addDays(date, 1)) {
    if (!isDay(days, date)) continue;
    const occurredMs = instantAt(zone, date, minuteOf(at)).getTime();
    if (occurredMs > afterMs && occurredMs <= untilMs) return true;
  }
  return false;
}

function isDay(days: ScheduleDays, date: LocalDate): boolean {
  switch (days.kind) {
    case "weekdays":
      return days.weekdays.includes(weekdayOf(date));
    case "day-of-month":
      return Number(date.slice(8)) === Math.min(days.day, daysInMonth(date));
  }
}
