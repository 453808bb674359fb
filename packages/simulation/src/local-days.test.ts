import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { localDays } from "./local-days.ts";

test.for([
  {
    zone: "Africa/Johannesburg",
    minute: 0,
    after: "2026-03-01T21:59:59Z",
    next: "2026-03-01T22:00:00Z",
  },
  {
    zone: "Africa/Johannesburg",
    minute: 0,
    after: "2026-03-01T22:00:00Z",
    next: "2026-03-02T22:00:00Z",
  },
  {
    zone: "Africa/Johannesburg",
    minute: 540,
    after: "2026-03-01T22:00:00Z",
    next: "2026-03-02T07:00:00Z",
  },
  {
    zone: "Africa/Johannesburg",
    minute: 540,
    after: "2026-03-02T07:00:00Z",
    next: "2026-03-03T07:00:00Z",
  },
  // 02:30 does not exist on that day; the clock goes from 02:00 to 03:00.
  {
    zone: "America/New_York",
    minute: 150,
    after: "2026-03-08T06:00:00Z",
    next: "2026-03-08T07:00:00Z",
  },
  // The day begins at 01:00, for midnight is skipped.
  {
    zone: "America/Sao_Paulo",
    minute: 0,
    after: "2013-10-19T12:00:00Z",
    next: "2013-10-20T03:00:00Z",
  },
])("finds minute $minute after $after in $zone", ({ zone: name, minute, after, next }) => {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new RangeError(`No zone ${name}`);

  const moment = localDays(zone).nextAt(minute, Date.parse(after));

  expect(moment).toBe(Date.parse(next));
});
