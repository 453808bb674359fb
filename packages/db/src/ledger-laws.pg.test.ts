import type { LocalDate } from "@fairflow/calendar";
import { testDatabase } from "@fairflow/testing";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { recordLedgerEntries, type LedgerEntryInput } from "./ledger.ts";
import { NOW, sampleAccounts, samplePortfolio } from "./sample-portfolio.ts";

const database = openDatabase(await testDatabase(), { max: 2 });
afterAll(database.close);

const TODAY: LocalDate = "2026-03-10";
const master = parseMasterKey(generateMasterKey());
const { keyring, sample } = await database.transaction(async (tx) => ({
  keyring: await openKeyring(tx, [master], NOW),
  sample: await samplePortfolio(tx),
}));

let made = 0;

async function newAccounts(count: number): Promise<readonly string[]> {
  const references = Array.from({ length: count }, () => `L${(made += 1)}`);
  const saved = await database.transaction((tx) =>
    sampleAccounts(
      tx,
      keyring,
      sample,
      references.map((reference) => ({ reference })),
    ),
  );
  return references.map((reference) => saved.get(reference)?.id ?? "");
}

const day = fc.constantFrom<LocalDate>("2026-01-15", "2026-02-15", "2026-03-10", "2026-04-15");
const amount = fc.integer({ min: 1, max: 90_000 });
const dated = fc.record({ valueDate: day, bookingDate: day });
const owed = fc.record({
  kind: fc.constantFrom("charge", "fee", "opening"),
  amount,
  dueOn: fc.option(day, { nil: undefined }),
});
const taken = fc.record({
  kind: fc.constantFrom("payment", "write_off"),
  amount: amount.map((each) => -each),
});
const either = fc.record({
  kind: fc.constantFrom("adjustment", "reversal"),
  amount: fc.tuple(amount, fc.boolean()).map(([each, adds]) => (adds ? each : -each)),
});
const facts = fc.array(fc.tuple(fc.oneof(owed, taken, either), dated, fc.nat(1)), {
  minLength: 1,
  maxLength: 10,
});

/** In which order they are told, each once or several times, and how many at a time. */
const telling = fc.record({
  order: fc.infiniteStream(fc.nat()),
  batch: fc.integer({ min: 1, max: 4 }),
});

async function tell(
  accountIds: readonly string[],
  told: readonly (readonly [LedgerEntryInput, number])[],
  batch: number,
): Promise<void> {
  for (let from = 0; from < told.length; from += batch) {
    const entries = told.slice(from, from + batch).map(([input, account]) => ({
      ...input,
      accountId: accountIds[account] ?? "",
    }));
    await database.transaction((tx) =>
      recordLedgerEntries(tx, entries, { recordedBy: "test", now: NOW, today: TODAY }),
    );
  }
}

async function standing(accountIds: readonly string[]) {
  return database.sql<{ balance: number }[]>`
    select balance, arrears, oldest_unpaid_on, next_due_on,
      balance = (select coalesce(sum(amount), 0) from ledger_entry where account_id = account.id) as is_sum,
      (select count(*)::int from ledger_entry where account_id = account.id) as entries,
      (select coalesce(sum(amount - paid), 0)::bigint from due_item where account_id = account.id) as unpaid
    from account where id = any(${accountIds}::uuid[]) order by array_position(${accountIds}::uuid[], id)`;
}

test("events in any order, number and grouping come to the same sums, each booked once", async () => {
  await fc.assert(
    fc.asyncProperty(facts, telling, async (drafts, { order, batch }) => {
      const entries = drafts.map(([draft, dates, account], index) => {
        const input = { accountId: "", ...draft, ...dates, source: "law", externalId: `e${index}` };
        return [input, account] as const;
      });
      const [straight, shuffled] = [await newAccounts(2), await newAccounts(2)];
      const next = () => order.next().value;
      const again = [...entries, ...entries, ...entries.slice(0, 3)]
        .map((entry) => ({ entry, at: next() }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ entry }) => entry);

      await tell(straight, entries, 1);
      await tell(shuffled, again, batch);

      const [one, other] = [await standing(straight), await standing(shuffled)];
      expect(other).toEqual(one);
      expect(one).toMatchObject([{ is_sum: true }, { is_sum: true }]);
      const sums = [0, 1].map((account) =>
        entries.reduce((sum, [entry, of]) => sum + (of === account ? entry.amount : 0), 0),
      );
      expect(one.map(({ balance }) => balance)).toEqual(sums);
    }),
    { numRuns: 25 },
  );
});
