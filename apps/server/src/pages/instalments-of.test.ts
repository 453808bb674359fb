import * as fc from "fast-check";
import { expect, test } from "vitest";
import { instalmentsOf } from "./instalments-of.ts";

test("the last payment is the rest, and the end of a month stays its end", () => {
  expect(instalmentsOf(100_000, { amount: 40_000, first: "2027-01-31", every: "monthly" })).toEqual(
    [
      { dueOn: "2027-01-31", amount: 40_000 },
      { dueOn: "2027-02-28", amount: 40_000 },
      { dueOn: "2027-03-31", amount: 20_000 },
    ],
  );
});

test.for([
  [0, 100],
  [100, 0],
  [100, -5],
  [121_000, 1_000],
])("%d by %d is no plan", ([owed, amount]) => {
  const plan = { amount: amount ?? 0, first: "2027-01-31", every: "weekly" } as const;

  expect(instalmentsOf(owed ?? 0, plan)).toBeUndefined();
});

test("payments come to what is owed, on days that follow each other", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.constantFrom("monthly", "fortnightly", "weekly"),
      (owed, amount, every) => {
        const plan = instalmentsOf(owed, { amount, first: "2027-01-31", every });

        fc.pre(plan !== undefined);
        expect(plan.reduce((sum, each) => sum + each.amount, 0)).toBe(owed);
        expect(plan.every((each) => each.amount > 0 && each.amount <= amount)).toBe(true);
        expect(plan.map(({ dueOn }) => dueOn)).toEqual(plan.map(({ dueOn }) => dueOn).toSorted());
        expect(new Set(plan.map(({ dueOn }) => dueOn)).size).toBe(plan.length);
      },
    ),
  );
});
