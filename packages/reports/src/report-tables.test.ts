import fc from "fast-check";
import { expect, test } from "vitest";
import { ageingTable } from "./ageing.ts";
import { BUCKETS } from "./bucket.ts";
import { attemptTable, penetrationTable, promiseTable } from "./collecting.ts";
import { cureTable, redefaultTable } from "./cures.ts";
import { ROLL_TARGETS, rollRateTable, type Roll } from "./roll-rates.ts";
import { vintageTable } from "./vintages.ts";

const rolls: readonly Roll[] = [
  { from: "current", to: "1_30", accounts: 1, balance: 1_000 },
  { from: "current", to: "current", accounts: 3, balance: 3_000 },
  { from: "1_30", to: "current", accounts: 1, balance: 500 },
  { from: "1_30", to: "paid", accounts: 2, balance: 1_000 },
  { from: "1_30", to: "31_60", accounts: 1, balance: 500 },
];

test("roll rates are shares of what was owed at the first close, or of the accounts", () => {
  const [current, late, older] = rollRateTable(rolls, "balance").rows;
  const byAccount = rollRateTable(rolls, "accounts").rows[1];

  expect(current).toEqual(["Not overdue", 4, 4_000, 0.75, 0.25, 0, 0, 0, 0, 0, 0]);
  expect(late).toEqual(["1 to 30 days", 4, 2_000, 0.25, 0, 0.25, 0, 0, 0, 0.5, 0]);
  expect(older?.slice(0, 4)).toEqual(["31 to 60 days", 0, 0, null]);
  expect(byAccount?.slice(3)).toEqual([0.25, 0, 0.25, 0, 0, 0, 0.5, 0]);
});

test("every line of a roll-rate matrix adds up to the whole", () => {
  const anyRoll = fc.record({
    from: fc.constantFrom(...BUCKETS),
    to: fc.constantFrom(...ROLL_TARGETS),
    accounts: fc.integer({ min: 1, max: 1_000 }),
    balance: fc.integer({ min: 1, max: 1e9 }),
  });
  fc.assert(
    fc.property(
      fc.array(anyRoll),
      fc.constantFrom("balance" as const, "accounts" as const),
      (many, weight) => {
        for (const [, accounts, , ...shares] of rollRateTable(many, weight).rows) {
          const sum = shares.reduce<number>((total, share) => total + Number(share), 0);
          expect(sum).toBeCloseTo(accounts === 0 ? 0 : 1, 9);
        }
      },
    ),
  );
});

test("cures leave out what was not overdue, and re-default is of what had cured", () => {
  const { rows } = cureTable(rolls);

  expect(rows[0]).toEqual(["1 to 30 days", 4, 1, 2, 0.75]);
  expect(rows.at(-1)).toEqual(["All that were overdue", 4, 1, 2, 0.75]);
  expect(redefaultTable({ cured: 4, overdueAgain: 1 }).rows).toEqual([[4, 1, 0.25]]);
  expect(redefaultTable({ cured: 0, overdueAgain: 0 }).rows).toEqual([[0, 0, null]]);
});

test("ageing names every bucket, with its part of the balance", () => {
  const { rows } = ageingTable([
    { bucket: "current", accounts: 2, balance: 300, overdue: 0 },
    { bucket: "over_120", accounts: 1, balance: 100, overdue: 100 },
  ]);

  expect(rows.map(([, ...figures]) => figures)).toEqual([
    [2, 300, 0, 0.75],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [1, 100, 100, 0.25],
  ]);
});

test("vintages add up over the months, and months to come stay empty", () => {
  const { columns, rows } = vintageTable(
    [
      { month: "2026-01", accounts: 1, placed: 500 },
      { month: "2025-12", accounts: 2, placed: 1_000 },
    ],
    [
      { month: "2025-12", after: 0, paid: 100 },
      { month: "2025-12", after: 2, paid: 300 },
      // It bounced.
      { month: "2025-12", after: 1, paid: -100 },
      { month: "2026-01", after: 1, paid: 250 },
    ],
    "2026-02",
  );

  expect(columns.slice(4).map(({ label }) => label)).toEqual(["Same month", "Month 1", "Month 2"]);
  expect(rows).toEqual([
    ["2025-12", 2, 1_000, 300, 0.1, 0, 0.3],
    ["2026-01", 1, 500, 250, 0, 0.5, null],
  ]);
});

test("promises, attempts and penetration are shares of what was promised, tried and overdue", () => {
  const promises = promiseTable([
    { status: "kept", promises: 3, promised: 300, paid: 310 },
    { status: "broken", promises: 1, promised: 50, paid: 0 },
  ]);
  const attempts = attemptTable([
    { channel: "sms", name: "SMS", attempts: 8, rightParty: 2, cost: 160.5 },
    { channel: "call", name: "Calls", attempts: 2, rightParty: 2, cost: 0 },
  ]);
  const worked = { overdue: 10, attempted: 5, reached: 2, collected: 5_000, cost: 50 };
  const penetration = penetrationTable(
    [
      { ...worked, name: "Loans" },
      { ...worked, name: "Cards", collected: 0 },
      { ...worked, name: "Untold", cost: null },
    ],
    "Product",
  );

  const untold = attemptTable([
    { channel: "sms", name: "SMS", attempts: 1, rightParty: 0, cost: null },
  ]);

  expect(untold.rows.map((row) => row.at(-1))).toEqual([null, null]);
  expect(promises.rows.map(([, count, share]) => [count, share])).toEqual([
    [3, 0.75],
    [0, 0],
    [1, 0.25],
  ]);
  expect(attempts.rows.at(-1)).toEqual(["All channels", 10, 4, 0.4, 160.5]);
  expect(penetration.rows).toEqual([
    ["Loans", 10, 0.5, 0.2, 5_000, 50, 1],
    ["Cards", 10, 0.5, 0.2, 0, 50, null],
    ["Untold", 10, 0.5, 0.2, 5_000, null, null],
  ]);
});
