import { dateOfEpochDay, epochDay, type LocalDate } from "./local-date.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** One zone's offsets from UTC, as sorted segments ready for binary search. */
export interface Zone {
  readonly name: string;
  /** The instant each segment begins, in ms since 1970-01-01T00:00Z. The first is where the table begins. */
  readonly starts: Float64Array;
  /** What is added to UTC in each segment, in ms. */
  readonly offsets: Float64Array;
  /** The wall-clock reading at which each segment ends, in ms as if it were UTC. The last is where the table ends. */
  readonly wallEnds: Float64Array;
  /** The instant the table ends, exclusive. */
  readonly end: number;
}

/** What a clock on the wall shows. */
export interface LocalTime {
  readonly date: LocalDate;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
  readonly second: number;
}

/** The zone table does not reach the instant or the date. */
export class UncoveredInstantError extends RangeError {
  override readonly name = "UncoveredInstantError";

  constructor(zone: Zone, what: string) {
    super(`The table of zone ${zone.name} does not cover ${what}`);
  }
}

/**
 * The wall-clock time in a zone.
 *
 * @throws UncoveredInstantError before the table's first instant or after its last
 */
export function localTime(zone: Zone, instant: Date): LocalTime {
  const wall = instant.getTime() + offsetAt(zone, instant.getTime());
  const day = Math.floor(wall / DAY_MS);
  const minute = Math.floor((wall - day * DAY_MS) / MINUTE_MS);
  const second = Math.floor((wall - day * DAY_MS - minute * MINUTE_MS) / 1000);
  return { date: dateOfEpochDay(day), minute, second };
}

/**
 * The first instant at which the clock shows this date and minute. A time that a clock change skips
 * becomes the first instant after the change; of a time that it repeats, the first is taken.
 *
 * @param minute minutes since midnight; 1440 is the next midnight
 * @throws UncoveredInstantError outside the table
 */
export function instantAt(zone: Zone, date: LocalDate, minute: number): Date {
  return new Date(instantOfWallTime(zone, epochDay(date), minute));
}

/**
 * What the zone adds to UTC at an instant, in ms.
 *
 * @param instant ms since 1970-01-01T00:00Z
 * @throws UncoveredInstantError outside the table
 */
export function offsetAt(zone: Zone, instant: number): number {
  const { starts } = zone;
  const segment = firstAbove(starts, instant) - 1;
  const offset = zone.offsets[segment];
  // Written so that NaN, an invalid Date, is refused too.
  if (offset === undefined || !(instant < zone.end)) {
    throw new UncoveredInstantError(zone, `${instant} ms since 1970`);
  }
  return offset;
}

/** The local day at an instant, as days since 1970-01-01. For loops that must not make strings. */
export function epochDayAt(zone: Zone, instant: number): number {
  return Math.floor((instant + offsetAt(zone, instant)) / DAY_MS);
}

/** `instantAt` in numbers: days since 1970-01-01 and minutes in, ms since 1970-01-01T00:00Z out. */
export function instantOfWallTime(zone: Zone, day: number, minute: number): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const segment = firstAbove(zone.wallEnds, wall);
  const start = zone.starts[segment];
  const offset = zone.offsets[segment];
  if (start === undefined || offset === undefined) {
    throw new UncoveredInstantError(zone, `day ${day} since 1970`);
  }
  const instant = wall - offset;
  if (instant >= start) return instant;
  if (segment === 0) throw new UncoveredInstantError(zone, `day ${day} since 1970`);
  return start;
}

/** The instant of the next change of the zone's offset, or the end of the table, in ms. */
export function nextOffsetChange(zone: Zone, instant: number): number {
  return zone.starts[firstAbove(zone.starts, instant)] ?? zone.end;
}

/**
 * The first instant, `from` or later, at which the local day is `day` or later. Unlike midnight read as a
 * wall-clock time it never lies before `from`, even in a night that shows one midnight twice.
 *
 * @param from ms since 1970-01-01T00:00Z
 * @param day days since 1970-01-01
 * @throws UncoveredInstantError when the table ends before
 */
export function earliestOnDay(zone: Zone, from: number, day: number): number {
  let instant = from;
  while (epochDayAt(zone, instant) < day) {
    const midnight = day * DAY_MS - offsetAt(zone, instant);
    instant = Math.min(midnight, nextOffsetChange(zone, instant));
  }
  return instant;
}

/** The index of the first value above the bound in ascending values, or their number. */
function firstAbove(values: Float64Array, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Number.POSITIVE_INFINITY) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
