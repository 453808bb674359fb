import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { NOW, sampleAccounts, samplePortfolio } from "./sample-portfolio.ts";
import { worstDebtors } from "./worst-debtors.ts";

const database = openDatabase(await testDatabase(), { max: 2 });
afterAll(database.close);

const master = parseMasterKey(generateMasterKey());
const keyring = await database.transaction((tx) => openKeyring(tx, [master], NOW));
const [little, nothing, much] = await database.transaction(async (tx) => {
  const accounts = await sampleAccounts(tx, keyring, await samplePortfolio(tx), [
    { reference: "little" },
    { reference: "nothing" },
    { reference: "much" },
    { reference: "much-more", debtor: "much" },
  ]);
  const owe = (reference: string, arrears: number) =>
    tx.sql`update account set arrears = ${arrears}, balance = ${arrears} where reference = ${reference}`;
  await owe("little", 500);
  await owe("much", 300);
  await owe("much-more", 400);
  return ["little", "nothing", "much"].map((reference) => accounts.get(reference)?.debtorId ?? "");
});
const today = "2026-03-10";

test("whoever owes most over all accounts comes first, page by page", async () => {
  const [first, ...none] = await worstDebtors(database, { limit: 1, today });
  const rest = await worstDebtors(database, { limit: 9, today, after: first });

  expect(none).toEqual([]);
  expect([first, ...rest]).toEqual([
    { id: much, arrears: 700 },
    { id: little, arrears: 500 },
    { id: nothing, arrears: 0 },
  ]);
});

test("ranks only those that were found", async () => {
  const ids = [nothing ?? "", little ?? ""];

  const found = await worstDebtors(database, { ids, limit: 9, today });

  expect(found.map(({ id }) => id)).toEqual([little, nothing]);
  expect(await worstDebtors(database, { ids: [], limit: 9, today })).toEqual([]);
});
