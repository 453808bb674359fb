import { expect, test } from "vitest";
import { clockAt } from "./clock-at.ts";

const clock = {
  demo: true,
  speed: 1200,
  nowMs: 1_000_000_000,
  zone: "Africa/Johannesburg",
} as const;

test("runs on at its speed between two reports", () => {
  expect(clockAt({ clock, before: clock, elapsedMs: 500 })).toEqual({
    ...clock,
    nowMs: clock.nowMs + 600_000,
  });
});

test("stands still while it is paused", () => {
  const paused = { ...clock, speed: 0 } as const;

  expect(clockAt({ clock: paused, before: paused, elapsedMs: 60_000 })).toEqual(paused);
});

test("is not turned back by a report that was a moment on its way", () => {
  const before = { ...clock, nowMs: clock.nowMs + 120_000 };

  expect(clockAt({ clock, before, elapsedMs: 0 }).nowMs).toBe(before.nowMs);
});

test("follows a report that is far behind: the demo began anew", () => {
  const before = { ...clock, nowMs: clock.nowMs + 90 * 86_400_000 };

  expect(clockAt({ clock, before, elapsedMs: 0 }).nowMs).toBe(clock.nowMs);
});
