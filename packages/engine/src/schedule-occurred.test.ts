import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { nextOccurrenceMs, scheduleOccurred, type Schedule } from "./schedule-occurred.ts";

const MONDAYS: Schedule = { days: { kind: "weekdays", weekdays: ["mon"] }, at: "09:00" };
const NEVER: Schedule = { days: { kind: "weekdays", weekdays: [] }, at: "09:00" };
const MONTH_END: Schedule = { days: { kind: "day-of-month", day: 31 }, at: "00:30" };
/** Clocks go from 02:00 to 03:00 on Sunday, 8 March 2026. */
const SKIPPED: Schedule = { days: { kind: "weekdays", weekdays: ["sun"] }, at: "02:30" };

test.for([
  [
    "at the minute itself",
    MONDAYS,
    "Africa/Johannesburg",
    "2026-11-23T06:45Z",
    "2026-11-23T07:00Z",
    true,
  ],
  [
    "not a second before",
    MONDAYS,
    "Africa/Johannesburg",
    "2026-11-23T06:45Z",
    "2026-11-23T06:59:59Z",
    false,
  ],
  [
    "not again afterwards",
    MONDAYS,
    "Africa/Johannesburg",
    "2026-11-23T07:00Z",
    "2026-11-23T07:15Z",
    false,
  ],
  [
    "not on another day",
    MONDAYS,
    "Africa/Johannesburg",
    "2026-11-24T06:00Z",
    "2026-11-24T12:00Z",
    false,
  ],
  [
    "by the zone's own day",
    MONDAYS,
    "Pacific/Auckland",
    "2026-11-22T19:45Z",
    "2026-11-22T20:00Z",
    true,
  ],
  [
    "on the last day of a shorter month",
    MONTH_END,
    "UTC",
    "2026-11-30T00:15Z",
    "2026-11-30T00:30Z",
    true,
  ],
  [
    "after midnight, when it was late",
    MONDAYS,
    "UTC",
    "2026-11-23T08:00Z",
    "2026-11-24T01:00Z",
    true,
  ],
  [
    "once the clock has skipped it",
    SKIPPED,
    "America/New_York",
    "2026-03-08T06:45Z",
    "2026-03-08T07:00Z",
    true,
  ],
] as const)("%s", ([, schedule, name, after, until, occurred]) => {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new Error(`There is no zone ${name}`);

  const span = { afterMs: Date.parse(after), untilMs: Date.parse(until) };

  expect(scheduleOccurred(schedule, zone, span)).toBe(occurred);
});

test.for([
  ["later today", MONDAYS, "2026-11-23T06:45Z", "2026-11-23T07:00Z"],
  ["a week on, at the very minute", MONDAYS, "2026-11-23T07:00Z", "2026-11-30T07:00Z"],
  ["on the last day of a shorter month", MONTH_END, "2026-11-01T00:00Z", "2026-11-29T22:30Z"],
  ["never without a day", NEVER, "2026-11-01T00:00Z", undefined],
] as const)("comes next %s", ([, schedule, after, next]) => {
  const zone = zoneNamed(zones, "Africa/Johannesburg");
  if (zone === undefined) throw new Error("Unknown zone");

  const found = nextOccurrenceMs(schedule, zone, Date.parse(after));

  expect(found).toBe(next === undefined ? undefined : Date.parse(next));
});
