import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { balanceAges } from "./balance-ages.ts";

const HOUR_MS = 3_600_000;
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const hoursOn = (hours: number) => new Date(TUESDAY.getTime() + hours * HOUR_MS);

test("each send keeps as of when the figures stood that it spoke of, and a later file does not change it", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database } = engine;
  const { sql } = database;
  const debtors = await addDebtors(database, engine.world, { count: 3 });
  await sql`update portfolio set data_as_of = ${hoursOn(-30)}`;
  await publish(database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await engine.settle();
  await sql`update portfolio set data_as_of = ${hoursOn(5)}`;

  const [ages, ...others] = await balanceAges(sql, { from: hoursOn(-1), to: hoursOn(24) });
  const before = await balanceAges(sql, { from: hoursOn(-48), to: hoursOn(-1) });

  expect(others).toEqual([]);
  expect(before).toEqual([]);
  expect(ages).toMatchObject({ sends: 3, unknown: 0 });
  // The clock of the test goes on while it sends.
  const hours = [ages?.medianMs, ages?.p95Ms, ages?.oldestMs].map((ms) =>
    Math.floor((ms ?? 0) / HOUR_MS),
  );
  expect(hours).toEqual([30, 30, 30]);
  expect(new Set(ages?.oldest.map(({ debtorId }) => debtorId))).toEqual(
    new Set(debtors.map(({ id }) => id)),
  );
});

test("where no file says as of when figures are, that is told", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database } = engine;
  await addDebtors(database, engine.world, { count: 1 });
  await publish(database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await engine.settle();

  const ages = await balanceAges(database.sql, { from: hoursOn(-1), to: hoursOn(24) });

  expect(ages).toEqual([
    {
      portfolioId: ages[0]?.portfolioId,
      sends: 1,
      unknown: 1,
      medianMs: null,
      p95Ms: null,
      oldestMs: null,
      oldest: [],
    },
  ]);
});
