import {
  addDays,
  instantAt,
  localTime,
  startOfMonth,
  Weekday,
  weekdayOf,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";

/** When a report goes: at the full hour, in a zone. */
export interface Rhythm {
  readonly rhythm: "daily" | "weekly" | "monthly";
  /** ISO: 1 is Monday; null unless weekly. A monthly one goes on the first. */
  readonly weekday: number | null;
  readonly hour: number;
}

/** A week and the longest month, with a day to spare. */
const LONGEST_DAYS = 33;
const MINUTES = 60;

/** The latest time at which it was due by now. */
export function latestDue(of: Rhythm, zone: Zone, now: Date): Date {
  const { date } = localTime(zone, now);
  for (let back = 0; back <= LONGEST_DAYS; back += 1) {
    const day = addDays(date, -back);
    const due = instantAt(zone, day, of.hour * MINUTES);
    if (isDay(of, day) && due <= now) return due;
  }
  throw new RangeError("A rhythm that is never due");
}

/** The first time at which it will be due after now. */
export function nextDue(of: Rhythm, zone: Zone, now: Date): Date {
  const { date } = localTime(zone, now);
  for (let ahead = 0; ahead <= LONGEST_DAYS; ahead += 1) {
    const day = addDays(date, ahead);
    const due = instantAt(zone, day, of.hour * MINUTES);
    if (isDay(of, day) && due > now) return due;
  }
  throw new RangeError("A rhythm that is never due");
}

function isDay({ rhythm, weekday }: Rhythm, day: LocalDate): boolean {
  switch (rhythm) {
    case "daily":
      return true;
    case "weekly":
      return weekday === Weekday.options.indexOf(weekdayOf(day)) + 1;
    case "monthly":
      return startOfMonth(day) === day;
  }
}
