import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { takeDailySnapshot } from "./daily-snapshot.ts";
import { placeHolds } from "./holds.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { recordLedgerEntries } from "./ledger.ts";
import { NOW, sampleAccounts, samplePortfolio } from "./sample-portfolio.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

test("a day is kept as it was at its close, whatever happens later", async () => {
  const kept = await database.transaction(async (tx) => {
    const keyring = await openKeyring(tx, [parseMasterKey(generateMasterKey())], NOW);
    const sample = await samplePortfolio(tx);
    const accounts = await sampleAccounts(tx, keyring, sample, [
      { reference: "1", stage: "soft" },
      { reference: "2" },
    ]);
    const { id = "", debtorId = "" } = accounts.get("1") ?? {};
    const book = (kind: "charge" | "payment", amount: number) =>
      recordLedgerEntries(
        tx,
        [
          {
            accountId: id,
            kind,
            amount,
            dueOn: "2026-03-05",
            valueDate: "2026-03-01",
            bookingDate: "2026-03-01",
            source: "test",
          },
        ],
        { recordedBy: "test", now: NOW, today: "2026-03-03" },
      );
    await book("charge", 9_000);
    const dispute = { debtorId, accountId: id, state: "dispute_open", since: NOW, author: "u1" };
    await placeHolds(tx, [dispute], NOW);
    const close = { portfolioId: sample.portfolioId, now: NOW };

    const first = await takeDailySnapshot(tx, { ...close, day: "2026-03-05" });
    const second = await takeDailySnapshot(tx, { ...close, day: "2026-04-10" });
    await book("payment", -9_000);
    const again = await takeDailySnapshot(tx, { ...close, day: "2026-04-10" });
    const rows = await tx.sql`
      select day, bucket, days_past_due, arrears, balance, status, stage, holds
      from daily_snapshot where account_id = ${id} order by day`;
    return { counts: [first, second, again], rows: [...rows] };
  });

  const same = { balance: 9_000, status: "open", stage: "soft", holds: ["dispute_open"] };
  expect(kept).toEqual({
    counts: [2, 2, 0],
    rows: [
      { day: "2026-03-05", bucket: "current", days_past_due: 0, arrears: 0, ...same },
      { day: "2026-04-10", bucket: "31_60", days_past_due: 36, arrears: 9_000, ...same },
    ],
  });
});
