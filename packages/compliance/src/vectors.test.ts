import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { holidayTables, packs } from "./packs.ts";
import { runVectors } from "./vectors.ts";
import cases from "./vectors/cases.json" with { type: "json" };
import moreCases from "./vectors/more-cases.json" with { type: "json" };

const tables = { zones, holidays: holidayTables };

test.for(runVectors([...cases, ...moreCases], packs, tables))(
  "case $n, $title",
  ({ pass, answer }) => {
    expect({ pass, answer }).toEqual({ pass: true, answer });
  },
);

test("the files have all 24 and 102 cases, each with a number of its own", () => {
  expect(cases).toHaveLength(24);
  expect(moreCases).toHaveLength(102);
  expect(new Set([...cases, ...moreCases].map(({ n }) => n)).size).toBe(126);
});

test("an answer that differs in its instant, its rules or its kind fails, and says what was answered", () => {
  const [, atEight] = cases;
  const wrong = [
    { d: "allow" },
    { d: "block", until: null, rules: ["za.hours.recommended"] },
    { d: "block", until: "2026-11-25T07:59+02:00", rules: ["za.hours.recommended"] },
    { d: "block", until: "2026-11-25T08:00+02:00", rules: ["za.hours.cfdc"] },
    { d: "block", until: "2026-11-25T08:00+02:00", rules: [] },
  ];

  const results = runVectors(
    wrong.map((expectation) => Object.assign({}, atEight, { expect: expectation })),
    packs,
    tables,
  );

  expect(results.map(({ pass }) => pass)).toEqual([false, false, false, false, false]);
  expect(results[0]?.answer).toBe("block until 2026-11-25T06:00:00.000Z by za.hours.recommended");
});

test("a case that cannot be read, or whose pack is not there, fails by itself", () => {
  const [first] = cases;

  const results = runVectors(
    [{ ...first, surprise: 1 }, { n: 9, title: "No such pack", ...first, pack: "xx" }, first],
    packs,
    tables,
  );

  expect(results.map(({ pass }) => pass)).toEqual([false, false, true]);
  expect(results[0]?.answer).toContain("unreadable");
  expect(results[1]?.answer).toBe("no pack xx");
});

test("a case may say when its debt fell due and what happened to it since", () => {
  const [plain] = cases;
  const old = { ...plain, dueOn: "2020-01-01" };
  const barred = { d: "block", until: null, rules: ["za.timebar.ordinary"] };

  const results = runVectors(
    [
      { ...old, expect: barred },
      { ...old, lastPaidOn: "2025-01-01" },
      { ...old, lastAcknowledgedOn: "2025-01-01" },
      { ...old, claimServedOn: "2025-01-01" },
    ],
    packs,
    tables,
  );

  expect(results.map(({ pass, answer }) => [pass, answer])).toEqual([
    [true, "block by za.timebar.ordinary"],
    [true, "allow"],
    [true, "allow"],
    [true, "allow"],
  ]);
});

test("the canary case says whether the zone table is new enough for it", () => {
  const canary = cases.filter((one) => one.canary);
  const old = { ...zones, tzdata: "2025c" };

  expect(runVectors(canary, packs, tables)[0]).toMatchObject({
    pass: true,
    isSkipped: false,
    answer:
      "block until 2026-11-04T14:00:00.000Z by ca-bc.hours; tzdata 2026c is new enough for 2026b",
  });
  expect(runVectors(canary, packs, { ...tables, zones: old })[0]).toMatchObject({
    isSkipped: true,
    answer: "block: tzdata-too-old; tzdata 2025c is too old for 2026b",
  });
});
