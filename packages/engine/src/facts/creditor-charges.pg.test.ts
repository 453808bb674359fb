import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { compareCharges } from "./creditor-charges.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** An account under the National Credit Act whose charges are as given, in minor units, on a principal of R 500. */
async function withCharges(charges: number) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  const accountId = debtor?.accountIds[0] ?? "";
  const { sql } = engine.database;
  await sql`
    update account set debt_type = 'nca_credit', principal_at_default = 50_000, charges_since_default = ${charges}`;
  await engine.database.transaction((tx) => compareCharges(tx, [accountId], "2026-11-24"));
  return { engine, sql, accountId };
}

async function sendReminder(engine: EngineUnderTest): Promise<unknown> {
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.settle();
  return engine.database.sql`select status, error_code from attempt`;
}

test("charges up to the principal may be spoken of", async () => {
  const { engine, sql } = await withCharges(50_000);

  expect(await sql`select charges_above from account`).toEqual([{ charges_above: [] }]);
  expect(await sendReminder(engine)).toEqual([{ status: "accepted", error_code: null }]);
  expect(engine.sms.taken[0]?.body).toContain("500");
});

test("charges above the principal are noted with the rule, and no amount of the debt leaves", async () => {
  const { engine, sql } = await withCharges(50_001);

  const [account] = await sql<{ charges_above: string[] }[]>`select charges_above from account`;
  expect(account?.charges_above.length).toBeGreaterThan(0);
  expect(await sendReminder(engine)).toEqual([{ status: "failed", error_code: "amount-withheld" }]);
  expect(engine.sms.taken).toEqual([]);
});

test("a text that can do without the amount leaves without it", async () => {
  const { engine, sql } = await withCharges(50_001);
  const body = "Please call us. {% if account.arrears %}{{ account.arrears | money }}{% endif %}";
  await sql`
    insert into template_version (template_id, number, languages, created_by, created_at)
    select id, 2, ${JSON.stringify({ en: { body } })}::jsonb,
      'test', now() from template where id = 'reminder'`;
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await sql`update attempt set template_version = 2`;
  await engine.sendAll();

  expect(engine.sms.taken.map((message) => message.body.trim())).toEqual(["Please call us."]);
});

test("figures that are corrected take the warning away", async () => {
  const { engine, sql, accountId } = await withCharges(50_001);
  await sql`update account set charges_since_default = 10_000`;

  await engine.database.transaction((tx) => compareCharges(tx, [accountId], "2026-11-24"));

  expect(await sql`select charges_above from account`).toEqual([{ charges_above: [] }]);
});
