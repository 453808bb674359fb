import {
  dateOfEpochDay,
  epochDayAt,
  instantOfWallTime,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";

const MINUTES_IN_DAY = 1_440;

/** The days of one zone, each named once: a simulation asks for the same few hundred millions of times. */
export interface LocalDays {
  readonly dateAt: (nowMs: number) => LocalDate;
  /** Days since 1970-01-01. */
  readonly dayAt: (nowMs: number) => number;
  /** The first instant after this one at which a day reaches this time, in minutes since midnight. */
  readonly nextAt: (minute: number, afterMs: number) => number;
}

export function localDays(zone: Zone): LocalDays {
  const dates = new Map<number, LocalDate>();
  const moments = new Map<number, number>();
  const momentAt = (day: number, minute: number) => {
    const key = day * MINUTES_IN_DAY + minute;
    const known = moments.get(key);
    if (known !== undefined) return known;
    const moment = instantOfWallTime(zone, day, minute);
    moments.set(key, moment);
    return moment;
  };
  return {
    dayAt: (nowMs) => epochDayAt(zone, nowMs),
    dateAt: (nowMs) => {
      const day = epochDayAt(zone, nowMs);
      const known = dates.get(day);
      if (known !== undefined) return known;
      const date = dateOfEpochDay(day);
      dates.set(day, date);
      return date;
    },
    nextAt: (minute, afterMs) => {
      const today = momentAt(epochDayAt(zone, afterMs), minute);
      return today > afterMs ? today : momentAt(epochDayAt(zone, afterMs) + 1, minute);
    },
  };
}
