import { expect, test } from "vitest";
import { Fault, faultOf, type FaultPlan } from "./fault.ts";

const draw = (plan: FaultPlan, count: number) =>
  Array.from({ length: count }, (_, nth) => faultOf(plan, nth));

test("a seed gives the same faults each time, about as often as asked for, and all of them", () => {
  const plan: FaultPlan = { kind: "seeded", seed: 7, oneIn: 4, faults: Fault.options };

  const faults = draw(plan, 4_000);

  expect(draw(plan, 4_000)).toEqual(faults);
  expect(draw({ ...plan, seed: 8 }, 4_000)).not.toEqual(faults);
  const share = faults.filter((fault) => fault !== "none").length / faults.length;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.3);
  expect(new Set(faults)).toEqual(new Set(Fault.options));
});

test("a list of faults is met in its order, and then none", () => {
  expect(draw({ kind: "listed", faults: ["slow", "reset-after"] }, 3)).toEqual([
    "slow",
    "reset-after",
    "none",
  ]);
});
