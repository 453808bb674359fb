import * as fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, allocateAll, type AllocationRule, type OwedAccount } from "./allocate.ts";

const RULES: readonly AllocationRule[] = [
  "oldest_first",
  "smallest_first",
  "largest_first",
  "in_proportion",
];
const ACCOUNTS: readonly OwedAccount[] = [
  { accountId: "new", arrears: 0, balance: 3000, dueDate: undefined },
  { accountId: "old", arrears: 1000, balance: 5000, dueDate: "2013-01-01" },
  { accountId: "mid", arrears: 2000, balance: 2000, dueDate: "2013-02-01" },
];

const dueDate = fc.constantFrom("2013-01-01", "2013-02-01", "2013-03-01", undefined);
const accounts = fc
  .array(fc.tuple(fc.nat(100_000), fc.nat(100_000), dueDate), { maxLength: 8 })
  .map((drafts) =>
    drafts.map(([arrears, more, due], index): OwedAccount => {
      return { accountId: `a${index}`, arrears, balance: arrears + more, dueDate: due };
    }),
  );
const rule = fc.constantFrom(...RULES);
const payments = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 200_000 }), fc.constantFrom("2013-01-05", "2013-01-06")),
    { maxLength: 6 },
  )
  .map((drafts) =>
    drafts.map(([amount, valueDate], index) => ({ id: `p${index}`, amount, valueDate }) as const),
  );

test.for([
  [
    "oldest_first",
    2500,
    [
      ["old", 1000],
      ["mid", 1500],
    ],
    0,
  ],
  [
    "oldest_first",
    4000,
    [
      ["old", 2000],
      ["mid", 2000],
    ],
    0,
  ],
  [
    "oldest_first",
    12_000,
    [
      ["old", 5000],
      ["mid", 2000],
      ["new", 3000],
    ],
    2000,
  ],
  [
    "smallest_first",
    2500,
    [
      ["mid", 2000],
      ["old", 500],
    ],
    0,
  ],
  [
    "largest_first",
    2500,
    [
      ["old", 1000],
      ["mid", 1500],
    ],
    0,
  ],
  [
    "in_proportion",
    1001,
    [
      ["old", 501],
      ["mid", 200],
      ["new", 300],
    ],
    0,
  ],
] as const)("puts by %s %d cents to %j", ([by, amount, parts, rest]) => {
  const allocation = allocate(amount, ACCOUNTS, by);

  expect(allocation.rest).toBe(rest);
  expect(allocation.parts.map(({ accountId, amount: part }) => [accountId, part])).toEqual(parts);
});

test("keeps the sum to the cent, and gives no account more than it owes or a part of nothing", () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), accounts, rule, (amount, owed, by) => {
      const { parts, rest } = allocate(amount, owed, by);

      expect(parts.reduce((sum, part) => sum + part.amount, rest)).toBe(amount);
      for (const { accountId, amount: part } of parts) {
        expect(part).toBeGreaterThan(0);
        expect(part).toBeLessThanOrEqual(
          owed.find((one) => one.accountId === accountId)?.balance ?? 0,
        );
      }
      const total = owed.reduce((sum, { balance }) => sum + balance, 0);
      expect(rest).toBe(Math.max(amount - total, 0));
    }),
  );
});

test("answers alike in whatever order the accounts are given", () => {
  fc.assert(
    fc.property(fc.nat(500_000), accounts, rule, (amount, owed, by) => {
      expect(allocate(amount, owed.toReversed(), by)).toEqual(allocate(amount, owed, by));
    }),
  );
});

test("pays no account's arrears while an older one has some left", () => {
  fc.assert(
    fc.property(fc.nat(500_000), accounts, (amount, owed) => {
      const paid = new Map(
        allocate(amount, owed, "oldest_first").parts.map((part) => [part.accountId, part.amount]),
      );
      const isShort = (one: OwedAccount) => (paid.get(one.accountId) ?? 0) < one.arrears;

      const oldestShort = owed
        .filter(isShort)
        .map((one) => one.dueDate ?? "9")
        .toSorted()[0];
      const paidYounger = owed.filter(({ accountId, dueDate: due }) => {
        return oldestShort !== undefined && (due ?? "9") > oldestShort && paid.has(accountId);
      });

      expect(paidYounger).toEqual([]);
    }),
  );
});

test("allocates payments alike in whatever order and however often they are told", () => {
  fc.assert(
    fc.property(payments, accounts, rule, fc.infiniteStream(fc.nat()), (told, owed, by, random) => {
      const again = [...told, ...told].map((payment) => ({
        payment,
        key: random.next().value ?? 0,
      }));
      const shuffled = again.toSorted((a, b) => a.key - b.key).map(({ payment }) => payment);

      const once = allocateAll(told, owed, by);

      expect([...allocateAll(shuffled, owed, by)]).toEqual([...once]);
      for (const { id, amount } of told) {
        const allocation = once.get(id);
        const sum = allocation?.parts.reduce((total, part) => total + part.amount, allocation.rest);
        expect(sum).toBe(amount);
      }
    }),
  );
});

test.for([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses to divide %d", (amount) => {
  expect(() => allocate(amount, ACCOUNTS, "oldest_first")).toThrow(RangeError);
});

test("refuses an account that is given twice, which would be paid twice", () => {
  expect(() => allocate(1, [...ACCOUNTS, ...ACCOUNTS], "oldest_first")).toThrow(RangeError);
});
