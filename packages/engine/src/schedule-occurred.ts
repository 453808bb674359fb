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

/** Every schedule that has a day comes round within a month. */
const MOST_DAYS_BETWEEN = 32;

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

/** When the schedule's time comes next in a zone; undefined where it names no day. */
export function nextOccurrenceMs(
  { days, at }: Schedule,
  zone: Zone,
  afterMs: number,
): number | undefined {
  const today = localTime(zone, new Date(afterMs)).date;
  const last = addDays(today, MOST_DAYS_BETWEEN);
  for (let date = today; date <= last; date = addDays(date, 1)) {
    if (!isDay(days, date)) continue;
    const occursMs = instantAt(zone, date, minuteOf(at)).getTime();
    if (occursMs > afterMs) return occursMs;
  }
  return undefined;
}

function isDay(days: ScheduleDays, date: LocalDate): boolean {
  switch (days.kind) {
    case "weekdays":
      return days.weekdays.includes(weekdayOf(date));
    case "day-of-month":
      return Number(date.slice(8)) === Math.min(days.day, daysInMonth(date));
  }
}
