import { expect, test } from "vitest";
import { partOf } from "./fixtures/week-parts.ts";
import { weekDays } from "./week-days.ts";

test("a week has seven days with the parts of each", () => {
  const night = partOf("2026-11-24", [0, 8], "deferred");
  const day = partOf("2026-11-24", [8, 24], "allowed");
  const next = partOf("2026-11-25", [0, 24], "forbidden");

  const days = weekDays({ parts: [night, day, next] });

  expect(days.map(({ weekday }) => weekday)).toEqual([
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "mon",
  ]);
  expect(days.map(({ parts }) => parts)).toEqual([[night, day], [next], [], [], [], [], []]);
});

test("a week that the zone table does not reach has no days", () => {
  expect(weekDays({ parts: [] })).toEqual([]);
});
