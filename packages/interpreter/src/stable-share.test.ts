import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stableShare } from "./stable-share.ts";

test("is the same number for ever", () => {
  expect([stableShare("debtor-1", "split"), stableShare("debtor-2", "split")]).toEqual([
    stableShare("debtor-1", "split"),
    stableShare("debtor-2", "split"),
  ]);
  expect(stableShare("debtor-1", "split")).toBeCloseTo(0.5, 0);
});

test("is at least 0 and less than 1, whatever the ids", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (debtor, salt) => {
      const share = stableShare(debtor, salt);

      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThan(1);
    }),
  );
});

test.for([
  ["numbers in sequence", (index: number) => String(index)],
  ["ids that differ at their ends", (index: number) => `0190a7f0-0000-7000-8000-${index}`],
] as const)("spreads %s evenly over the tenths", ([, key]) => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 20_000; index += 1) {
    const tenth = Math.floor(stableShare(key(index), "split") * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }

  // Each holds 2,000 give or take five standard deviations.
  expect(tenths.filter((count) => Math.abs(count - 2_000) > 5 * 42)).toEqual([]);
});

test("two splits divide the same debtors independently", () => {
  const both = Array.from({ length: 20_000 }, (_, index) => String(index)).filter(
    (key) => stableShare(key, "first") < 0.5 && stableShare(key, "second") < 0.5,
  );

  expect(Math.abs(both.length - 5_000)).toBeLessThan(5 * 61);
});
