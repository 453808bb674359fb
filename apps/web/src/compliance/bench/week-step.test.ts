import { expect, test } from "vitest";
import { partOf } from "./fixtures/week-parts.ts";
import { weekDays } from "./week-days.ts";
import { weekStep } from "./week-step.ts";

const sunday = partOf("2026-11-29", [0, 24], "deferred");
const night = partOf("2026-11-30", [0, 8], "deferred");
const noon = partOf("2026-11-30", [8, 20], "allowed");
const evening = partOf("2026-11-30", [20, 24], "deferred");
const days = weekDays({ parts: [sunday, night, noon, evening] });

test.for([
  ["right to the same hour of the next day", sunday, "ArrowRight", night],
  ["left to the same hour of the day before", evening, "ArrowLeft", sunday],
  ["down to what comes later in the day", night, "ArrowDown", noon],
  ["up to what comes earlier in the day", evening, "ArrowUp", noon],
  ["Home to the first part", evening, "Home", sunday],
  ["End to the last", sunday, "End", evening],
] as const)("%s", ([, from, key, to]) => {
  expect(weekStep(days, from, key)).toBe(to);
});

test.for(["ArrowUp", "ArrowLeft", "Enter"])("%s leads nowhere from the first part", (key) => {
  expect(weekStep(days, sunday, key)).toBeUndefined();
});

test("nothing leads to a day that the zone table does not reach", () => {
  expect(weekStep(days, noon, "ArrowRight")).toBeUndefined();
});
