import { expect, test } from "vitest";
import { endOfDay, startOfDay } from "./start-of-day.ts";

test("a day begins and ends at the debtor's midnights, on the day that loses an hour too", () => {
  const zone = "America/New_York";

  expect(startOfDay("2026-03-08", zone)).toBe(Date.parse("2026-03-08T00:00:00-05:00"));
  expect(endOfDay("2026-03-08", zone)).toBe(Date.parse("2026-03-09T00:00:00-04:00"));
});

test.for([
  ["", "Africa/Johannesburg"],
  ["2026-13-01", "Africa/Johannesburg"],
  ["2026-11-24", "Nowhere/Land"],
])("%j in %s is no day", ([date, zone]) => {
  expect(startOfDay(date ?? "", zone ?? "")).toBeUndefined();
});
