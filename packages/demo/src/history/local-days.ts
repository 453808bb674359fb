import {
  dateOfEpochDay,
  epochDay,
  epochDayAt,
  instantOfWallTime,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";

/** The client's feed comes early in the morning: its statements, invoices and credits are booked then. */
export const BOOKING_MINUTE = 5 * 60;

/** The days of the demo's zone, each named once: a history asks for the same hundred millions of times. */
export interface LocalDays {
  readonly zone: Zone;
  /** Days since 1970-01-01. */
  readonly dayAt: (nowMs: number) => number;
  readonly dateOf: (day: number) => LocalDate;
  readonly dayOf: (date: LocalDate) => number;
  /** The instant of a minute after a day's midnight. */
  readonly instantOn: (day: number, minute: number) => number;
}

export function localDays(zone: Zone): LocalDays {
  const dates = new Map<number, LocalDate>();
  return {
    zone,
    dayAt: (nowMs) => epochDayAt(zone, nowMs),
    dayOf: epochDay,
    dateOf: (day) => {
      const known = dates.get(day);
      if (known !== undefined) return known;
      const date = dateOfEpochDay(day);
      dates.set(day, date);
      return date;
    },
    instantOn: (day, minute) => instantOfWallTime(zone, day, minute),
  };
}
