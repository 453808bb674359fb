import {
  dateOfEpochDay,
  epochDay,
  LocalDate,
  UncoveredDateError,
  type BusinessCalendar,
} from "@fairflow/calendar";
import { z } from "zod";
import type { RulePack } from "./rule-pack.ts";

/** The committed public holidays by calendar and date, from one day to another, both included. */
export const HolidayTables = z.strictObject({
  source: z.string(),
  from: LocalDate,
  to: LocalDate,
  calendars: z.record(z.string(), z.record(z.string(), z.string())),
});
export type HolidayTables = z.infer<typeof HolidayTables>;

/** A pack's days in one place, once for business days and once for the fast question of the gate. */
export interface PackCalendar {
  readonly business: BusinessCalendar;
  readonly firstDay: number;
  readonly lastDay: number;
  /** A 1 for each holiday, from `firstDay` on. */
  readonly holidays: Uint8Array;
}

/**
 * The table that a pack names for a subdivision, with what its overlay adds and removes there.
 *
 * @throws RangeError where there is no such table or it has a day that does not exist
 */
export function packCalendar(
  calendar: RulePack["calendar"],
  tables: HolidayTables,
  subdivision?: string,
): PackCalendar {
  const places = placesAround(subdivision);
  const own = places.flatMap((place) => calendar.bySubdivision?.[place] ?? []);
  const base = own[0] ?? calendar.base;
  const table = tables.calendars[base];
  if (table === undefined) throw new RangeError(`There is no holiday table ${base}`);
  const days = new Set<LocalDate>();
  for (const date of Object.keys(table)) days.add(LocalDate.parse(date));
  for (const { date, subdivision: only } of calendar.add) {
    if (only === undefined || places.includes(only)) days.add(date);
  }
  for (const { date, subdivision: only } of calendar.remove) {
    if (only === undefined || places.includes(only)) days.delete(date);
  }
  return {
    business: {
      weekend: new Set(calendar.weekend),
      holidays: days,
      from: tables.from,
      to: tables.to,
    },
    firstDay: epochDay(tables.from),
    lastDay: epochDay(tables.to),
    holidays: bitsOf(days, epochDay(tables.from), epochDay(tables.to)),
  };
}

/** A subdivision and those that it lies in, the nearest first: `US-NY-NYC`, `US-NY`, `US`. */
export function placesAround(subdivision: string | undefined): readonly string[] {
  const places: string[] = [];
  for (let place = subdivision ?? ""; place !== "";) {
    places.push(place);
    place = place.slice(0, Math.max(0, place.lastIndexOf("-")));
  }
  return places;
}

/** @throws UncoveredDateError outside the table */
export function isHoliday(calendar: PackCalendar, day: number): boolean {
  if (day < calendar.firstDay || day > calendar.lastDay) {
    throw new UncoveredDateError(calendar.business, dateOfEpochDay(day));
  }
  return calendar.holidays[day - calendar.firstDay] === 1;
}

function bitsOf(days: ReadonlySet<LocalDate>, first: number, last: number): Uint8Array {
  const bits = new Uint8Array(last - first + 1);
  for (const date of days) bits[epochDay(date) - first] = 1;
  return bits;
}
