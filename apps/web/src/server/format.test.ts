import { expect, test } from "vitest";
import { formatDate, formatInstant, formatTime, zoneName } from "./format.ts";

const JULY_MORNING_MS = Date.UTC(2026, 6, 1, 5, 0);

test("an instant is told in the zone given, and names it", () => {
  expect(formatInstant(JULY_MORNING_MS, "Africa/Johannesburg")).toBe("Wed, 1 Jul 2026, 07:00 SAST");
  expect(formatTime(JULY_MORNING_MS, "Africa/Johannesburg")).toBe("07:00");
});

test.for([
  ["Africa/Johannesburg", "SAST"],
  ["Europe/London", "BST"],
  ["America/New_York", "EDT"],
  ["Asia/Kolkata", "IST"],
  ["Asia/Tokyo", "GMT+9"],
] as const)("%s in July is called %s", ([zone, name]) => {
  expect(zoneName(JULY_MORNING_MS, zone)).toBe(name);
});

test("a date without a time is the same day everywhere", () => {
  expect(formatDate("2026-12-17")).toBe("17 Dec 2026");
});
