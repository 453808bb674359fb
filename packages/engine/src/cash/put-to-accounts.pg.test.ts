import { addStatementFile, keepStatements, newId } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeEach, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { putToAccountsIn } from "./put-to-accounts.ts";
import { undoAllocationIn } from "./undo-allocation.ts";

const BY = { author: "test", actor: { kind: "system" } } as const;
const engines: EngineUnderTest[] = [];
let engine: EngineUnderTest;
let debtor: MadeUpDebtor | undefined;

beforeEach(async () => {
  engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
});
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

test("money from the bank stops in its own transaction what was planned about the debt that it pays", async () => {
  const { database, deps } = engine;
  const accountId = debtor?.accountIds[0] ?? "";
  const owed = await balance(accountId);
  const lineId = await aLine(owed);
  const planned = await attempts();

  await database.transaction((tx) =>
    putToAccountsIn(deps, tx, { ...BY, lineId, parts: [{ accountId, amount: owed }] }),
  );

  expect(planned).toEqual(["planned"]);
  expect(await attempts()).toEqual(["withdrawn"]);
  expect(await balance(accountId)).toBe(0);
  await engine.settle();
  expect(engine.sms.taken).toEqual([]);
  const entries = await database.sql`
    select kind, amount, value_date, booking_date, source, external_id from ledger_entry
    where account_id = ${accountId} and kind = 'payment'`;
  expect(entries).toEqual([
    {
      kind: "payment",
      amount: -owed,
      value_date: "2026-11-19",
      booking_date: "2026-11-20",
      source: "bank",
      external_id: "line-1#1",
    },
  ]);
});

test("ten people who book one line at once book it once", async () => {
  const { database, deps } = engine;
  const accountId = debtor?.accountIds[0] ?? "";
  const owed = await balance(accountId);
  const lineId = await aLine(100);

  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      database.transaction((tx) =>
        putToAccountsIn(deps, tx, {
          ...BY,
          lineId,
          revision: 0,
          parts: [{ accountId, amount: 100 }],
        }),
      ),
    ),
  );

  expect(outcomes.filter(({ kind }) => kind === "done")).toHaveLength(1);
  expect(outcomes.filter(({ kind }) => kind === "changed")).toHaveLength(9);
  expect(await balance(accountId)).toBe(owed - 100);
});

test("what was taken back to the desk is put again under a number of its own", async () => {
  const { database, deps } = engine;
  const accountId = debtor?.accountIds[0] ?? "";
  const owed = await balance(accountId);
  const lineId = await aLine(100);
  const parts = [{ accountId, amount: 100 }];
  const put = () =>
    database.transaction((tx) => putToAccountsIn(deps, tx, { ...BY, lineId, parts }));
  const first = await put();
  const [allocationId = ""] = first.kind === "done" ? first.allocationIds : [];

  await database.transaction((tx) =>
    undoAllocationIn(deps, tx, { ...BY, allocationId, reason: "test" }),
  );
  const between = await balance(accountId);
  await put();

  expect([between, await balance(accountId)]).toEqual([owed, owed - 100]);
  const payments = await database.sql`
    select external_id, status from payment where source = 'bank' order by external_id`;
  expect(payments).toEqual([
    { external_id: "line-1#1", status: "reversed" },
    { external_id: "line-1#2", status: "allocated" },
  ]);
});

async function balance(accountId: string): Promise<number> {
  const [row] = await engine.database.sql<{ balance: number }[]>`
    select balance from account where id = ${accountId}`;
  return row?.balance ?? Number.NaN;
}

async function attempts(): Promise<readonly string[]> {
  const rows = await engine.database.sql<{ status: string }[]>`select status from attempt`;
  return rows.map(({ status }) => status);
}

async function aLine(amount: number): Promise<string> {
  return engine.database.transaction(async (tx) => {
    const fileId = newId();
    const file = { id: fileId, fileName: "statement", fileBytes: 1, fileHash: new Uint8Array(32) };
    const started = { startedBy: "test", startedAt: TUESDAY };
    await addStatementFile(tx, { ...file, ...started, format: "mt940" });
    const line = {
      key: "line-1",
      kind: "entry",
      valueDate: "2026-11-19",
      bookingDate: "2026-11-20",
      amount,
      texts: [],
      payerName: null,
      payerAccount: null,
      bankReference: null,
      deposit: null,
      fileLine: 1,
    } as const;
    const statement = {
      key: "statement-1",
      kind: "bank",
      account: "4075",
      number: "1",
      currency: "ZAR",
      opening: { amount: 0, date: undefined },
      closing: { amount, date: "2026-11-20" },
      lines: [line],
    } as const;
    const statements = { fileId, statements: [statement], by: "test", now: TUESDAY };
    const [lineId = ""] = await keepStatements(tx, engine.world.keyring, statements);
    return lineId;
  });
}
