import { addDays, type LocalDate } from "@fairflow/calendar";
import fc from "fast-check";
import { expect, test } from "vitest";
import { standingOfPromise, type CountedMoney, type PromiseTerms } from "./standing-of-promise.ts";

const START: LocalDate = "2026-11-24";

const money = fc.array(
  fc.record({
    on: fc.integer({ min: 0, max: 120 }).map((days) => addDays(START, days)),
    amount: fc.integer({ min: 1, max: 30_000 }),
  }),
  { maxLength: 8 },
);

const terms: fc.Arbitrary<PromiseTerms> = fc
  .record({
    kind: fc.constantFrom("promise", "arrangement"),
    amounts: fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 5 }),
    missed: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ kind, amounts, missed }) => {
    const own = kind === "promise" ? amounts.slice(0, 1) : amounts;
    const total = own.reduce((sum, amount) => sum + amount, 0);
    return {
      kind,
      instalments: own.map((amount, index) => ({
        number: index + 1,
        amount,
        graceUntil: addDays(START, 20 * (index + 1)),
      })),
      tolerance: Math.floor(total / 20),
      partlyPercent: 50,
      defaultAfterMissed: missed,
    } as const;
  });

test("the order in which payments become known changes nothing", () => {
  fc.assert(
    fc.property(terms, money, fc.integer({ min: 0, max: 150 }), (agreed, paid, day) => {
      const today = addDays(START, day);

      expect(standingOfPromise(agreed, paid.toReversed(), today)).toEqual(
        standingOfPromise(agreed, paid, today),
      );
    }),
  );
});

test("a payment that went back counts as if it had never come", () => {
  fc.assert(
    fc.property(
      terms,
      money,
      money,
      fc.integer({ min: 0, max: 150 }),
      (agreed, paid, gone, day) => {
        const today = addDays(START, day);
        const back: readonly CountedMoney[] = gone.map(({ on, amount }) => ({
          on,
          amount: -amount,
        }));

        expect(standingOfPromise(agreed, [...paid, ...gone, ...back], today)).toEqual(
          standingOfPromise(agreed, paid, today),
        );
      },
    ),
  );
});

test("what is decided stays decided while no money moves, and once all days are over nothing is open", () => {
  fc.assert(
    fc.property(terms, money, fc.integer({ min: 0, max: 120 }), (agreed, paid, day) => {
      const known = paid.filter(({ on }) => on <= addDays(START, day));
      const now = standingOfPromise(agreed, known, addDays(START, day));
      const later = standingOfPromise(agreed, known, addDays(START, 200));

      expect(later.status).toBe(now.status === "open" ? later.status : now.status);
      expect([later.status, ...later.instalments.map(({ status }) => status)]).not.toContain(
        "open",
      );
    }),
  );
});

test("more money never makes it worse", () => {
  const rank = { broken: 0, partly_kept: 1, open: 2, kept: 3 } as const;
  fc.assert(
    fc.property(
      terms,
      money,
      money,
      fc.integer({ min: 0, max: 150 }),
      (agreed, paid, more, day) => {
        const today = addDays(START, day);
        const before = standingOfPromise(agreed, paid, today);
        const after = standingOfPromise(agreed, [...paid, ...more], today);

        expect(rank[after.status]).toBeGreaterThanOrEqual(rank[before.status]);
      },
    ),
  );
});
