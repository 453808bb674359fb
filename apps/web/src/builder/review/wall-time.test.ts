import { expect, test } from "vitest";
import { instantOfWallTime } from "./wall-time.ts";

test.for([
  ["2026-11-24T08:30", "Africa/Johannesburg", "2026-11-24T06:30:00.000Z"],
  ["2026-07-01T08:30", "Europe/London", "2026-07-01T07:30:00.000Z"],
  ["2026-11-24T08:30:15", "Africa/Johannesburg", "2026-11-24T06:30:00.000Z"],
] as const)("%s on the wall in %s is %s", ([local, zone, instant]) => {
  expect(new Date(instantOfWallTime(local, zone) ?? 0).toISOString()).toBe(instant);
});

test.for(["", "soon", "2026-13-01T08:00", "2026-11-24T25:00"])("%j is no time", (local) => {
  expect(instantOfWallTime(local, "Africa/Johannesburg")).toBeUndefined();
});
