import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  lastBusinessDayOfMonth,
  nthBusinessDayOfMonth,
  type BusinessCalendar,
} from "./business-calendar.ts";
import { addDays, dateOfEpochDay, epochDay, type LocalDate } from "./local-date.ts";

/** South Africa at the turn of 2026, weekends on Saturday and Sunday. */
const calendar: BusinessCalendar = {
  weekend: new Set(["sat", "sun"]),
  holidays: new Set<LocalDate>(["2026-12-16", "2026-12-25", "2026-12-26", "2027-01-01"]),
  from: "2026-01-01",
  to: "2027-12-31",
};

const anyDate = fc
  .integer({ min: epochDay("2026-06-01"), max: epochDay("2027-06-01") })
  .map(dateOfEpochDay);
const anyBusinessDay = anyDate.filter((date) => isBusinessDay(calendar, date));

test.for([
  ["2026-12-10", 10, "2026-12-28", "16 and 25 December are holidays"],
  ["2026-11-20", 1, "2026-11-23", "Friday to Monday"],
  ["2026-11-21", 1, "2026-11-23", "the first business day after a Saturday"],
  ["2026-11-21", 0, "2026-11-23", "a Saturday moves on"],
  ["2026-11-23", 0, "2026-11-23", "a Monday stays"],
  ["2026-11-23", -1, "2026-11-20", "Monday back to Friday"],
  ["2026-11-22", -1, "2026-11-20", "Sunday back to Friday"],
  ["2027-01-04", -1, "2026-12-31", "back over New Year"],
] as const)("%s and %i business days is %s: %s", ([date, days, expected]) => {
  expect(addBusinessDays(calendar, date, days)).toBe(expected);
});

test.for([
  ["2026-12-01", 1, "2026-12-01"],
  ["2026-12-31", 12, "2026-12-17"],
  ["2027-01-15", 1, "2027-01-04"],
  ["2026-12-15", 40, "2026-12-31"],
] as const)("in the month of %s business day %i is %s", ([date, n, expected]) => {
  expect(nthBusinessDayOfMonth(calendar, date, n)).toBe(expected);
});

test("a month that ends on a weekend has its last business day before it", () => {
  expect(lastBusinessDayOfMonth(calendar, "2026-10-05")).toBe("2026-10-30");
  expect(lastBusinessDayOfMonth(calendar, "2026-12-05")).toBe("2026-12-31");
});

test("counting is the inverse of adding", () => {
  fc.assert(
    fc.property(anyDate, anyBusinessDay, (from, to) => {
      fc.pre(from !== to);
      expect(addBusinessDays(calendar, from, businessDaysBetween(calendar, from, to))).toBe(to);
    }),
    { seed: 5, numRuns: 1_000 },
  );
});

test("between two business days the count is the same both ways", () => {
  fc.assert(
    fc.property(anyBusinessDay, anyBusinessDay, (from, to) => {
      const there = businessDaysBetween(calendar, from, to);
      const back = businessDaysBetween(calendar, to, from);

      expect(there + back).toBe(0);
    }),
    { seed: 6, numRuns: 300 },
  );
});

test("what is added day by day is what is added at once, and always a business day", () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (date, days) => {
      let reached = date;
      for (let left = days; left > 0; reached = addDays(reached, 1)) {
        if (isBusinessDay(calendar, addDays(reached, 1))) left -= 1;
      }

      expect(addBusinessDays(calendar, date, days)).toBe(reached);
      expect(isBusinessDay(calendar, reached)).toBe(true);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test("says which date the holiday table does not cover", () => {
  expect(() => isBusinessDay(calendar, "2028-01-01")).toThrow(
    "The holiday table does not cover 2028-01-01; it runs from 2026-01-01 to 2027-12-31",
  );
  expect(() => addBusinessDays(calendar, "2027-12-30", 5)).toThrow(RangeError);
});

test("a week without business days ends in a refusal, never in an endless search", () => {
  const closed: BusinessCalendar = {
    ...calendar,
    weekend: new Set(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
  };

  expect(() => addBusinessDays(closed, "2026-11-23", 1)).toThrow("does not cover 2028-01-01");
});
