import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { LocalDate } from "./local-date.ts";
import {
  earliestOnDay,
  epochDayAt,
  instantAt,
  localTime,
  nextOffsetChange,
  offsetAt,
  type Zone,
} from "./zone.ts";
import { zoneNamed, zoneNames } from "./zone-table.ts";
import { zones } from "./zones.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LAST_CHECKED = Date.UTC(2036, 0, 1);

test("the committed table states the release of the time zone database in this Node", () => {
  expect(zones.tzdata).toBe(process.versions["tz"]);
});

test("knows every zone that Intl lists, and the links", () => {
  const names = zoneNames(zones);

  expect(Intl.supportedValuesOf("timeZone").filter((name) => !names.includes(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(["US/Eastern", "Asia/Kolkata", "UTC", "Etc/GMT+5"]));
  expect(zoneNamed(zones, "Mars/Olympus")).toBeUndefined();
  expect(zoneNamed(zones, "constructor")).toBeUndefined();
  expect(at("US/Eastern", "2026-07-01T12:00Z")).toEqual(
    at("America/New_York", "2026-07-01T12:00Z"),
  );
});

test("agrees with Intl on both sides of every transition of every zone, 2000 to 2035", () => {
  for (const name of Intl.supportedValuesOf("timeZone")) {
    const intl = wallClockOf(name);
    const zone = named(name);
    for (const start of zone.starts) {
      if (start > LAST_CHECKED) break;
      for (const instant of [start, start - 1000]) {
        if (instant < (zone.starts[0] ?? 0)) continue;
        expect(`${name} ${wallClock(zone, instant)}`).toBe(`${name} ${intl(instant)}`);
      }
    }
  }
});

test("misses no transition: every tenth day of every zone has the offset that Intl has", () => {
  for (const name of Intl.supportedValuesOf("timeZone")) {
    const intl = wallClockOf(name);
    const zone = named(name);
    for (let day = Date.UTC(2000, 0, 1); day < LAST_CHECKED; day += 10 * DAY_MS) {
      if (wallClock(zone, day) === intl(day)) continue;
      expect(`${name} ${wallClock(zone, day)}`).toBe(`${name} ${intl(day)}`);
    }
  }
});

test.for([
  // British Columbia keeps -07:00 from 2026 on; tables before 2026b say -08:00.
  ["America/Vancouver", "2026-11-04T04:30:00Z", "2026-11-03", 21 * 60 + 30],
  ["Africa/Johannesburg", "2026-12-31T22:00:00Z", "2027-01-01", 0],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05", 90],
  ["Asia/Kathmandu", "2026-06-01T00:00:59Z", "2026-06-01", 345],
  ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", 0],
] as const)("%s at %s shows %s, minute %i", ([name, instant, date, minute]) => {
  expect(localTime(named(name), new Date(instant))).toEqual({
    date,
    minute,
    second: Number(instant.slice(17, 19)),
  });
});

test.for([
  ["a plain time", "Africa/Johannesburg", "2026-11-24", 480, "2026-11-24T06:00:00.000Z"],
  [
    "02:30 is skipped in New York: 03:00 it is",
    "America/New_York",
    "2026-03-08",
    150,
    "2026-03-08T07:00:00.000Z",
  ],
  [
    "01:30 comes twice in New York: the first",
    "America/New_York",
    "2026-11-01",
    90,
    "2026-11-01T05:30:00.000Z",
  ],
  ["midnight is skipped in Beirut", "Asia/Beirut", "2026-03-29", 0, "2026-03-28T22:00:00.000Z"],
  [
    "a whole day is skipped in Samoa",
    "Pacific/Apia",
    "2011-12-30",
    720,
    "2011-12-30T10:00:00.000Z",
  ],
  ["the next midnight", "Europe/London", "2026-10-25", 1440, "2026-10-26T00:00:00.000Z"],
] as const)("finds the instant of %s", ([, name, date, minute, expected]) => {
  expect(instantAt(named(name), date, minute).toISOString()).toBe(expected);
});

test("instantAt is the first instant that shows the wall-clock time which localTime reads", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zoneNames(zones)),
      fc.integer({
        min: Date.UTC(2000, 0, 3) / MINUTE_MS,
        max: Date.UTC(2037, 11, 29) / MINUTE_MS,
      }),
      (name, minutes) => {
        const zone = named(name);
        const instant = new Date(minutes * MINUTE_MS);

        const shown = localTime(zone, instant);
        const first = instantAt(zone, shown.date, shown.minute);

        expect(localTime(zone, first)).toEqual(shown);
        expect(first.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(instant.getTime() - first.getTime()).toBeLessThanOrEqual(DAY_MS);
        expect(
          new Date(epochDayAt(zone, instant.getTime()) * DAY_MS).toISOString().slice(0, 10),
        ).toBe(shown.date);
      },
    ),
    { seed: 4, numRuns: 5_000 },
  );
});

test("finds the next change of the offset, and the end of the table after the last", () => {
  const zone = named("America/New_York");

  expect(nextOffsetChange(zone, Date.UTC(2026, 6, 1))).toBe(Date.UTC(2026, 10, 1, 6));
  expect(nextOffsetChange(zone, Date.UTC(2026, 10, 1, 6))).toBe(Date.UTC(2027, 2, 14, 7));
  expect(nextOffsetChange(named("Africa/Johannesburg"), 1e12)).toBe(Date.UTC(2038, 0, 1));
});

test.for([
  ["the next midnight", "Africa/Johannesburg", "2026-11-24T10:00Z", 1, "2026-11-24T22:00Z"],
  ["the same day is now", "Africa/Johannesburg", "2026-11-24T10:00Z", 0, "2026-11-24T10:00Z"],
  ["a skipped midnight", "Asia/Beirut", "2026-03-28T12:00Z", 1, "2026-03-28T22:00Z"],
  ["a skipped day", "Pacific/Apia", "2011-12-29T20:00Z", 1, "2011-12-30T10:00Z"],
  // At 00:01 the clock went back to 23:01, so that this midnight came twice.
  [
    "a midnight that was there already",
    "America/St_Johns",
    "2010-11-07T02:45Z",
    1,
    "2010-11-07T03:30Z",
  ],
] as const)("finds the first instant of a later day: %s", ([, name, from, days, expected]) => {
  const zone = named(name);
  const start = Date.parse(from);

  expect(earliestOnDay(zone, start, epochDayAt(zone, start) + days)).toBe(Date.parse(expected));
});

test("refuses instants and dates outside the table, and invalid ones", () => {
  const zone = named("Europe/London");

  expect(() => offsetAt(zone, Date.UTC(1999, 11, 31))).toThrow("Europe/London does not cover");
  expect(() => offsetAt(zone, Date.UTC(2038, 0, 1))).toThrow(RangeError);
  expect(() => localTime(zone, new Date(Number.NaN))).toThrow(RangeError);
  expect(() => instantAt(zone, "2038-01-01", 0)).toThrow(RangeError);
  expect(() => instantAt(zone, "1999-12-31", 0)).toThrow(RangeError);
});

function named(name: string): Zone {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new Error(`No zone ${name}`);
  return zone;
}

function at(name: string, instant: string): { date: LocalDate; minute: number } {
  return localTime(named(name), new Date(instant));
}

function wallClock(zone: Zone, instant: number): string {
  return new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 19);
}

function wallClockOf(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return (instant) => format.format(instant).replace(" ", "T");
}
