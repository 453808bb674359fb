import {
  dateOfEpochDay,
  epochDayAt,
  instantOfWallTime,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";

/** The days of one zone, each named once: a simulation asks for the same few hundred millions of times. */
export interface LocalDays {
  readonly dateAt: (nowMs: number) => LocalDate;
  /** Days since 1970-01-01. */
  readonly dayAt: (nowMs: number) => number;
  /** The first local midnight after an instant. */
  readonly midnightAfter: (nowMs: number) => number;
}

export function localDays(zone: Zone): LocalDays {
  const dates = new Map<number, LocalDate>();
  const midnights = new Map<number, number>();
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
    midnightAfter: (nowMs) => {
      const day = epochDayAt(zone, nowMs) + 1;
      const known = midnights.get(day);
      if (known !== undefined) return known;
      const midnight = instantOfWallTime(zone, day, 0);
      midnights.set(day, midnight);
      return midnight;
    },
  };
}
