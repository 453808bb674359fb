import { addDays, type LocalDate } from "@fairflow/calendar";
import { testDatabase } from "@fairflow/testing";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { recordLedgerEntries, rollArrears, type LedgerEntryInput } from "./ledger.ts";
import { NOW, sampleAccounts, samplePortfolio } from "./sample-portfolio.ts";

const database = openDatabase(await testDatabase(), { max: 2 });
afterAll(database.close);

const TODAY: LocalDate = "2026-03-10";
const context = { recordedBy: "test", now: NOW, today: TODAY };
const master = parseMasterKey(generateMasterKey());
const { keyring, sample } = await database.transaction(async (tx) => ({
  keyring: await openKeyring(tx, [master], NOW),
  sample: await samplePortfolio(tx),
}));

let accounts = 0;

async function newAccount(): Promise<string> {
  accounts += 1;
  const reference = `A${accounts}`;
  const saved = await database.transaction((tx) =>
    sampleAccounts(tx, keyring, sample, [{ reference }]),
  );
  return saved.get(reference)?.id ?? "";
}

function entry(accountId: string, own: Partial<LedgerEntryInput>): LedgerEntryInput {
  return {
    accountId,
    kind: "charge",
    amount: 10_000,
    valueDate: TODAY,
    bookingDate: TODAY,
    source: "test",
    ...own,
  };
}

const record = (entries: readonly LedgerEntryInput[], today = TODAY) =>
  database.transaction((tx) => recordLedgerEntries(tx, entries, { ...context, today }));

async function standing(accountId: string) {
  const [row] = await database.sql`
    select balance, arrears, oldest_unpaid_on, next_due_on, status from account where id = ${accountId}`;
  return row;
}

test("an invoice is owed at once and overdue the day after it is due", async () => {
  const id = await newAccount();

  const { movements } = await record([entry(id, { kind: "opening", dueOn: TODAY })]);
  expect(movements).toEqual([
    {
      accountId: id,
      debtorId: expect.any(String),
      balanceBefore: 0,
      balance: 10_000,
      arrearsBefore: 0,
      arrears: 0,
      statusBefore: "open",
      status: "open",
    },
  ]);
  expect(await standing(id)).toEqual({
    balance: 10_000,
    arrears: 0,
    oldest_unpaid_on: TODAY,
    next_due_on: TODAY,
    status: "open",
  });

  const rolled = await database.transaction((tx) =>
    rollArrears(tx, sample.portfolioId, "2026-03-11"),
  );
  expect(rolled).toMatchObject([{ accountId: id, arrearsBefore: 0, arrears: 10_000 }]);
  expect(
    await database.transaction((tx) => rollArrears(tx, sample.portfolioId, "2026-03-12")),
  ).toEqual([]);
});

test("the oldest instalment is paid first; cured when only small change is overdue, paid when little is owed", async () => {
  const id = await newAccount();
  await record([
    entry(id, { dueOn: "2026-04-01" }),
    entry(id, { dueOn: "2026-02-01" }),
    entry(id, { dueOn: "2026-03-01" }),
  ]);
  expect(await standing(id)).toMatchObject({ balance: 30_000, arrears: 20_000, status: "open" });

  await record([entry(id, { kind: "payment", amount: -12_000 })]);
  expect(await standing(id)).toMatchObject({
    arrears: 8_000,
    oldest_unpaid_on: "2026-03-01",
    status: "open",
  });

  const { movements } = await record([entry(id, { kind: "payment", amount: -7_950 })]);
  expect(movements).toMatchObject([{ arrears: 50, statusBefore: "open", status: "cured" }]);

  await record([entry(id, { kind: "payment", amount: -10_000 })]);
  expect(await standing(id)).toMatchObject({ balance: 50, status: "paid" });
});

test("a reversal brings back what the payment covered, the latest first", async () => {
  const id = await newAccount();
  await record([entry(id, { dueOn: "2026-01-31" }), entry(id, { dueOn: "2026-02-28" })]);
  const paid = await record([entry(id, { kind: "payment", amount: -15_000 })]);

  await record([entry(id, { kind: "reversal", amount: 15_000, reverses: paid.entryIds[0] })]);

  expect(await standing(id)).toMatchObject({
    balance: 20_000,
    arrears: 20_000,
    oldest_unpaid_on: "2026-01-31",
  });
  expect(await database.sql`select from due_item where account_id = ${id}`).toHaveLength(2);
});

test("the same line of the same source is booked once, whoever is faster", async () => {
  const id = await newAccount();
  const line = entry(id, { kind: "payment", amount: -500, externalId: "line 7" });

  const booked = await Promise.all([record([line]), record([line])]);

  expect(booked.flatMap(({ entryIds }) => entryIds)).toHaveLength(1);
  expect(await standing(id)).toMatchObject({ balance: -500 });
});

test("a payment that would raise the debt is refused, and the rest of its batch with it", async () => {
  const id = await newAccount();

  await expect(
    record([entry(id, {}), entry(id, { kind: "payment", amount: 500 })]),
  ).rejects.toThrow("ledger_entry_sign");

  expect(await standing(id)).toMatchObject({ balance: 0 });
});

test("balance, arrears and oldest due date are those of a ledger read line by line", async () => {
  const movement = fc.record({
    kind: fc.constantFrom("charge", "payment", "adjustment"),
    amount: fc.integer({ min: 1, max: 500 }),
    due: fc.option(fc.integer({ min: -40, max: 20 })),
  });

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(movement, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      async (batches) => {
        const id = await newAccount();
        const items: { due: string | null; amount: number }[] = [];
        let owed = 0;
        for (const batch of batches) {
          const entries = batch.map(({ kind, amount, due }) => {
            const dueOn = due === null ? undefined : addDays(TODAY, due);
            if (kind === "charge") return entry(id, { amount, dueOn });
            return entry(id, { kind: kind === "payment" ? kind : "adjustment", amount: -amount });
          });
          await record(entries);
          for (const { amount, dueOn } of entries) {
            owed += amount;
            if (amount > 0) items.push({ due: dueOn ?? null, amount });
          }
        }

        const naive = coverByDate(items, owed);
        expect(await standing(id)).toMatchObject({
          balance: owed,
          arrears: naive.arrears,
          oldest_unpaid_on: naive.oldest,
        });
      },
    ),
    { numRuns: 100 },
  );
});

/** Pays one minor unit after the other. */
function coverByDate(items: readonly { due: string | null; amount: number }[], owed: number) {
  const left = items
    .map(({ due, amount }) => ({ due: due ?? "9999", left: amount }))
    .toSorted((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)));
  const total = items.reduce((sum, { amount }) => sum + amount, 0);
  for (let unit = 0; unit < total - owed; unit += 1) {
    const item = left.find((each) => each.left > 0);
    if (item !== undefined) item.left -= 1;
  }
  const unpaid = left.filter((item) => item.left > 0 && item.due !== "9999");
  return {
    arrears: unpaid.filter(({ due }) => due < TODAY).reduce((sum, item) => sum + item.left, 0),
    oldest: unpaid[0]?.due ?? null,
  };
}
