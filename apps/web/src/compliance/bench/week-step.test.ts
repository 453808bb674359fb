import { expect, test } from "vitest";
import type { Stretch, WeekDay } from "./week-days.ts";
import { weekStep } from "./week-step.ts";

const HOUR_MS = 3_600_000;

function stretch(day: number, from: number, to: number, state: Stretch["state"]): Stretch {
  return {
    fromMs: (day * 24 + from) * HOUR_MS,
    toMs: (day * 24 + to) * HOUR_MS,
    fromMinute: from * 60,
    toMinute: to * 60,
    state,
  };
}

const days: readonly WeekDay[] = [
  {
    date: "2026-11-29",
    weekday: "sun",
    stretches: [stretch(0, 0, 9, "outside"), stretch(0, 9, 24, "closed")],
  },
  {
    date: "2026-11-30",
    weekday: "mon",
    stretches: [
      stretch(1, 0, 8, "closed"),
      stretch(1, 8, 20, "open"),
      stretch(1, 20, 24, "closed"),
    ],
  },
];
const [sunday, evening] = [stretch(0, 9, 24, "closed"), stretch(1, 20, 24, "closed")];

test.for([
  ["right to the same hour of the next day", sunday, "ArrowRight", [1, 8]],
  ["left to the same hour of the day before", evening, "ArrowLeft", [0, 9]],
  ["up to what comes earlier in the day", evening, "ArrowUp", [1, 8]],
  ["Home to the first part that can be looked at", evening, "Home", [0, 9]],
  ["End to the last", sunday, "End", [1, 20]],
] as const)("%s", ([, from, key, [day, hour]]) => {
  expect(weekStep(days, from, key)?.fromMs).toBe((day * 24 + hour) * HOUR_MS);
});

test.for(["ArrowUp", "ArrowLeft", "Enter"])("%s leads nowhere from the first part", (key) => {
  expect(weekStep(days, sunday, key)).toBeUndefined();
});
