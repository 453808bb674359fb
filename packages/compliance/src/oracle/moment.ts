import type { ContactCase } from "../contact-case.ts";
import type { Duration } from "../rule.ts";
import type { RulePack } from "../rule-pack.ts";
import type { Clocks, WallClock } from "./wall-clock.ts";

/** The committed holidays as they are stored. */
export interface StoredHolidays {
  readonly from: string;
  readonly to: string;
  readonly calendars: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A pack as an installation uses it. */
export interface PackInUse {
  readonly pack: RulePack;
  /** Ids of rules that an admin asked to switch off. */
  readonly switchedOff: readonly string[];
  /** A house rule counts whatever profile is asked for. */
  readonly everyProfile: boolean;
}

/** All that a verdict rests on. */
export interface World {
  readonly packs: readonly PackInUse[];
  readonly holidays: StoredHolidays;
  readonly contactCase: ContactCase;
  readonly clocks: Clocks;
  /** The ends of periods that were counted already. */
  readonly lastDays: WeakMap<Duration, Map<string, string>>;
}

/** One instant in one of the debtor's zones, under one pack. */
export interface Moment extends World {
  readonly use: PackInUse;
  readonly pack: RulePack;
  readonly zone: string;
  readonly instant: number;
  readonly clock: WallClock;
}

/** Nobody knows yet whether a day that the answer rests on is a holiday. */
export class UnknownDayError extends Error {
  override readonly name = "UnknownDayError";
}

/**
 * Whether a date is a public holiday where the debtor is: in the table of the place, or else of the place that it lies in,
 * with the days that the pack adds and without those that it takes out there.
 */
export function isHolidayThere(date: string, moment: Moment): boolean {
  const { holidays, pack, contactCase } = moment;
  if (date < holidays.from || date > holidays.to) throw new UnknownDayError(date);
  const { calendar } = pack;
  const places = placesAround(contactCase.subdivision);
  const own = places.map((place) => calendar.bySubdivision?.[place]).find(Boolean);
  const table = holidays.calendars[own ?? calendar.base] ?? {};
  const isHere = (day: { date: string; subdivision?: string | undefined }) =>
    day.date === date && (day.subdivision === undefined || places.includes(day.subdivision));
  if (calendar.remove.some(isHere)) return false;
  return Object.hasOwn(table, date) || calendar.add.some(isHere);
}

/** `US-NY-NYC` lies in `US-NY`, and that in `US`. The nearest first. */
export function placesAround(subdivision: string | undefined): readonly string[] {
  const parts = subdivision?.split("-") ?? [];
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("-"));
}
