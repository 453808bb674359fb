import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { latestDue, nextDue, type Rhythm } from "./due-time.ts";

const monday: Rhythm = { rhythm: "weekly", weekday: 1, hour: 7 };
const daily: Rhythm = { rhythm: "daily", weekday: null, hour: 7 };
const monthly: Rhythm = { rhythm: "monthly", weekday: null, hour: 7 };
const SOUTH = "Africa/Johannesburg";
const WEST = "America/New_York";

// 23 November 2026 is a Monday; Johannesburg is two hours ahead of UTC.
test.for<[string, Rhythm, string, string, string, string]>([
  [
    "Monday at seven itself",
    monday,
    SOUTH,
    "2026-11-23T05:00:00Z",
    "2026-11-23T05:00:00Z",
    "2026-11-30T05:00:00Z",
  ],
  [
    "Monday before seven",
    monday,
    SOUTH,
    "2026-11-23T04:59:59Z",
    "2026-11-16T05:00:00Z",
    "2026-11-23T05:00:00Z",
  ],
  [
    "each day",
    daily,
    SOUTH,
    "2026-11-25T12:00:00Z",
    "2026-11-25T05:00:00Z",
    "2026-11-26T05:00:00Z",
  ],
  [
    "the first of the month",
    monthly,
    SOUTH,
    "2026-11-30T12:00:00Z",
    "2026-11-01T05:00:00Z",
    "2026-12-01T05:00:00Z",
  ],
  // Summer time ends on 1 November 2026.
  [
    "the hour of the zone, not of the sun",
    daily,
    WEST,
    "2026-11-01T12:30:00Z",
    "2026-11-01T12:00:00Z",
    "2026-11-02T12:00:00Z",
  ],
  [
    "the day before the clocks change",
    daily,
    WEST,
    "2026-10-31T12:00:00Z",
    "2026-10-31T11:00:00Z",
    "2026-11-01T12:00:00Z",
  ],
])("is due at %s", ([, rhythm, zone, now, latest, next]) => {
  const known = zoneNamed(zones, zone);
  if (known === undefined) throw new Error(`No zone ${zone}`);

  expect([latestDue(rhythm, known, new Date(now)), nextDue(rhythm, known, new Date(now))]).toEqual([
    new Date(latest),
    new Date(next),
  ]);
});
