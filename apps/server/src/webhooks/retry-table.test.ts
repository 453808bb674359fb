import fc from "fast-check";
import { expect, test } from "vitest";
import { nextTryMs } from "./retry-table.ts";

const MIDDLE = 0.5;
const minutes = (ms: number | undefined) => (ms === undefined ? undefined : ms / 60_000);

test("waits as the standard's table says, and gives up after it", () => {
  const waits = Array.from({ length: 10 }, (_, index) =>
    nextTryMs({ tries: index + 1, isStep: false }, MIDDLE),
  );

  expect(waits.map(minutes)).toEqual([5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440, undefined]);
});

test("a step is tried until its run gives up, never more than half an hour apart", () => {
  expect(minutes(nextTryMs({ tries: 4, isStep: true }, MIDDLE))).toBe(30);
  expect(minutes(nextTryMs({ tries: 40, isStep: true }, MIDDLE))).toBe(30);
});

test("spreads what failed together, by a fifth at most, and never comes sooner than it was asked to", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.integer({ min: 0, max: 3_600_000 }),
      (tries, random, askedMs) => {
        const plain = nextTryMs({ tries, isStep: false }, MIDDLE) ?? 0;
        const given = nextTryMs({ tries, isStep: false, askedMs }, random) ?? 0;
        expect(given).toBeGreaterThanOrEqual(Math.max(askedMs, Math.floor(plain * 0.8)));
        expect(given).toBeLessThanOrEqual(Math.max(askedMs, Math.ceil(plain * 1.2)));
      },
    ),
  );
});
