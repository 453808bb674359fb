import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { raiseLateData } from "./late-data.ts";

const HOUR_MS = 3_600_000;
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** A portfolio whose figures, of Tuesday 10:00, are late after a day. */
async function fedDaily() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { sql } = engine.database;
  await addDebtors(engine.database, engine.world, { count: 1 });
  await sql`update portfolio set max_data_age_hours = 24, data_as_of = ${TUESDAY}`;
  const after = async (hours: number) => {
    await engine.setTime(new Date(TUESDAY.getTime() + hours * HOUR_MS));
    await engine.database.transaction(raiseLateData);
    return sql`select kind, title, status from task order by created_at`;
  };
  return { engine, sql, after };
}

const ALARM = {
  kind: "stale_data",
  title: "Early arrears of Acme Furnishers: the balance or payment file is late",
};

test("a late file is told once, and taken back when the file comes", async () => {
  const { sql, after } = await fedDaily();

  expect(await after(24)).toEqual([]);
  await after(25);
  expect(await after(26)).toEqual([{ ...ALARM, status: "open" }]);

  await sql`update portfolio set data_as_of = ${new Date(TUESDAY.getTime() + 26 * HOUR_MS)}`;
  expect(await after(27)).toEqual([{ ...ALARM, status: "cancelled" }]);
});

test("what a person has seen to is not told again until the next file is late", async () => {
  const { sql, after } = await fedDaily();
  await after(25);
  await sql`update task set status = 'done', outcome = 'seen', closed_at = now(), closed_by = 'ann'`;

  expect(await after(26)).toEqual([{ ...ALARM, status: "done" }]);

  await sql`update portfolio set data_as_of = ${new Date(TUESDAY.getTime() + 26 * HOUR_MS)}`;
  expect(await after(51)).toEqual([
    { ...ALARM, status: "done" },
    { ...ALARM, status: "open" },
  ]);
});

test("demands wait while the file is late, and leave when it has come", async () => {
  const { engine, sql, after } = await fedDaily();
  await publish(engine.database, reminderFlow("Reminders"));
  await after(25);
  await engine.enrolAll();
  await engine.settle();
  expect(engine.sms.taken).toEqual([]);
  expect(await sql`select status, verdict_rules as rules from attempt`).toEqual([
    { status: "deferred", rules: ["stop.stale_data"] },
  ]);

  await sql`update portfolio set data_as_of = ${new Date(TUESDAY.getTime() + 26 * HOUR_MS)}`;
  await after(27);
  await engine.settle();

  expect(engine.sms.taken).toHaveLength(1);
});
