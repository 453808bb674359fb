import { LocalDate } from "@fairflow/calendar";
import { expect, test } from "vitest";
import { countsQuery, daysOf, periodOf, PERIODS, periodWords } from "./live-scope.ts";

const TODAY = LocalDate.parse("2026-11-23");

test("days begin and end at midnight where the portfolio is", () => {
  const query = countsQuery({ from: "2026-11-20", to: "2026-11-21" }, "Africa/Johannesburg");

  expect(query).toEqual({
    fromMs: Date.parse("2026-11-19T22:00Z"),
    beforeMs: Date.parse("2026-11-21T22:00Z"),
  });
});

test("a scope without days and segment asks for everything", () => {
  expect(countsQuery({}, "Africa/Johannesburg")).toEqual({});
});

test("the last seven days are those up to today", () => {
  expect(daysOf("week", TODAY)).toEqual({ from: "2026-11-17", to: "2026-11-23" });
});

test.for(PERIODS.filter((period) => period !== "own"))(
  "%s is known again by its days",
  (period) => {
    expect(periodOf(daysOf(period, TODAY), TODAY)).toBe(period);
  },
);

test("the last seven days of yesterday are somebody's own", () => {
  expect(periodOf({ from: "2026-11-16", to: "2026-11-22" }, TODAY)).toBe("own");
});

test.for([
  [{}, "since it went live"],
  [{ from: "2026-11-23", to: "2026-11-23" }, "on 2026-11-23"],
  [{ from: "2026-11-01" }, "from 2026-11-01"],
  [{ from: "2026-11-01", to: "2026-11-20" }, "from 2026-11-01 to 2026-11-20"],
] as const)("%j is said as %s", ([scope, words]) => {
  expect(periodWords(scope, (date) => date)).toBe(words);
});
