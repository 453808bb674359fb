import fc from "fast-check";
import { expect, test } from "vitest";
import { plannedInstalments } from "./planned-instalments.ts";

test("the last part takes what does not divide, and a month that is too short ends on its last day", () => {
  expect(
    plannedInstalments({
      totalMinor: 10_000,
      count: 3,
      firstOn: "2026-12-31",
      frequency: "monthly",
    }),
  ).toEqual([
    { dueOn: "2026-12-31", amountMinor: 3_333 },
    { dueOn: "2027-01-31", amountMinor: 3_333 },
    { dueOn: "2027-02-28", amountMinor: 3_334 },
  ]);
});

test("nothing is lost, nothing is added, and each day comes after the one before", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 120, max: 10_000_000 }),
      fc.integer({ min: 1, max: 120 }),
      fc.constantFrom("weekly", "fortnightly", "monthly"),
      (totalMinor, count, frequency) => {
        const parts = plannedInstalments({ totalMinor, count, firstOn: "2026-11-30", frequency });

        expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(totalMinor);
        expect(parts.map(({ dueOn }) => dueOn).toSorted()).toEqual(parts.map(({ dueOn }) => dueOn));
        expect(new Set(parts.map(({ dueOn }) => dueOn)).size).toBe(count);
      },
    ),
  );
});

test("a day that is not written out plans nothing", () => {
  expect(
    plannedInstalments({ totalMinor: 100, count: 2, firstOn: "2026-1", frequency: "weekly" }),
  ).toEqual([]);
});
