import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import type { AccountRow } from "./account-row.ts";
import { madeUpLedger } from "./made-up-ledger.ts";
import { parseMapping } from "./parse-mapping.ts";
import { readAccounts } from "./read-accounts.ts";

const MAPPING = new URL("../../../examples/early-arrears/ledger.mapping.json", import.meta.url);

async function rowsOf(csv: string): Promise<readonly AccountRow[]> {
  const parsed = parseMapping(readFileSync(MAPPING, "utf8"));
  if (parsed.kind === "refused") throw new Error(JSON.stringify(parsed.problems));
  const rows: AccountRow[] = [];
  for await (const item of readAccounts(Readable.from([Buffer.from(csv)]), parsed.mapping, {
    zones,
  })) {
    if (item.kind === "bad-row") throw new Error(JSON.stringify(item.faults));
    rows.push(item.row);
  }
  return rows;
}

test("the mapping of the early arrears example reads every row of it", async () => {
  const rows = await rowsOf(madeUpLedger({ seed: 1 }));

  expect(rows).toHaveLength(2466);
  expect(new Set(rows.map((row) => row.debtor.reference)).size).toBe(100);
  expect(new Set(rows.map((row) => row.debtor.preferredChannel))).toEqual(
    new Set(["letter", "email"]),
  );
});

test("the same seed gives the same bytes, another seed another ledger", () => {
  const ledger = madeUpLedger({ seed: 7 });

  expect(madeUpLedger({ seed: 7 })).toBe(ledger);
  expect(madeUpLedger({ seed: 8 })).not.toBe(ledger);
});

test.for([1, 2, 3])("with seed %i people dispute and pay late as they do in life", async (seed) => {
  const rows = await rowsOf(madeUpLedger({ seed }));
  const share = (claim: (row: AccountRow) => boolean) => rows.filter(claim).length / rows.length;
  const lateShares = [...Map.groupBy(rows, (row) => row.debtor.reference).values()].map(
    (own) => own.filter((row) => row.raw["DaysLate"] !== "0").length / own.length,
  );

  expect(share((row) => row.raw["Disputed"] === "Yes")).toBeCloseTo(0.23, 1);
  expect(share((row) => row.raw["DaysLate"] !== "0")).toBeCloseTo(0.36, 1);
  expect(lateShares.filter((late) => late > 0.7).length).toBeGreaterThan(8);
  expect(lateShares.filter((late) => late < 0.1).length).toBeGreaterThan(20);
});

test("its sizes can be chosen", async () => {
  const rows = await rowsOf(madeUpLedger({ seed: 1, invoices: 50, customers: 3 }));

  expect([rows.length, new Set(rows.map((row) => row.debtor.reference)).size]).toEqual([50, 3]);
});
