import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dateOfEpochDay,
  daysBetween,
  daysInMonth,
  endOfMonth,
  epochDay,
  isLocalDate,
  LocalDate,
  startOfMonth,
  weekdayOf,
} from "./local-date.ts";

const anyEpochDay = fc.integer({ min: -719_162, max: 2_932_896 });

test.for([
  ["2024-02-29", true],
  ["2000-02-29", true],
  ["0001-01-01", true],
  ["9999-12-31", true],
  ["2026-02-29", false],
  ["1900-02-29", false],
  ["2026-02-30", false],
  ["2026-04-31", false],
  ["2026-13-01", false],
  ["2026-00-10", false],
  ["2026-01-00", false],
  ["0000-01-01", false],
  ["2026-1-01", false],
  ["2026-01-01T00:00", false],
  [" 2026-01-01", false],
  ["20260101", false],
  ["２０２６-01-01", false],
  ["", false],
] as const)("%s is a date of the calendar: %s", ([text, exists]) => {
  expect(isLocalDate(text)).toBe(exists);
  expect(LocalDate.safeParse(text).success).toBe(exists);
});

test("epoch days agree with Date.UTC and lead back to the same date", () => {
  fc.assert(
    fc.property(anyEpochDay, (day) => {
      const date = dateOfEpochDay(day);

      expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(-24, -14));
      expect(epochDay(date)).toBe(day);
    }),
    { seed: 1, numRuns: 5_000 },
  );
});

test("weekdays agree with Date", () => {
  const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  fc.assert(
    fc.property(anyEpochDay, (day) => {
      expect(weekdayOf(dateOfEpochDay(day))).toBe(names[new Date(day * 86_400_000).getUTCDay()]);
    }),
    { seed: 2, numRuns: 2_000 },
  );
});

test.for([
  ["2026-01-31", 1, "2026-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2026-03-31", -1, "2026-02-28"],
  ["2026-12-15", 1, "2027-01-15"],
  ["2026-01-15", -1, "2025-12-15"],
  ["2026-05-05", 0, "2026-05-05"],
] as const)("%s and %i months is %s", ([date, months, expected]) => {
  expect(addMonths(date, months)).toBe(expected);
});

test("adding days is undone by daysBetween, across leap years and centuries", () => {
  fc.assert(
    fc.property(anyEpochDay, anyEpochDay, (one, other) => {
      const from = dateOfEpochDay(one);
      const to = dateOfEpochDay(other);

      expect(addDays(from, daysBetween(from, to))).toBe(to);
    }),
    { seed: 3 },
  );
});

test("a month runs from its first to its last day", () => {
  expect(startOfMonth("2024-02-10")).toBe("2024-02-01");
  expect(endOfMonth("2024-02-10")).toBe("2024-02-29");
  expect(daysInMonth("2100-02-01")).toBe(28);
});

test("refuses days that no date can name", () => {
  expect(() => dateOfEpochDay(2_932_897)).toThrow(RangeError);
  expect(() => dateOfEpochDay(0.5)).toThrow(RangeError);
  expect(() => dateOfEpochDay(Number.NaN)).toThrow(RangeError);
  expect(() => addMonths("9999-12-01", 1)).toThrow(RangeError);
  expect(() => addDays("0001-01-01", -1)).toThrow(RangeError);
});
