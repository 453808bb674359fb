import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { recordPayment } from "../facts/payments.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { valueDateToStop } from "./value-date-to-stop.ts";

const DAY_MS = 86_400_000;
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const daysOn = (days: number) => new Date(TUESDAY.getTime() + days * DAY_MS);

test("tells by source how long money was there before it stopped, and what was sent meanwhile", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, deps } = engine;
  const debtors = await addDebtors(database, engine.world, { count: 3 });
  const [first = "", second = "", third = ""] = debtors.map(({ accountIds }) => accountIds[0]);
  const pay = (accountId: string, of: { source: string; valueDate?: "2026-11-20" }) =>
    recordPayment(deps, { accountId, amount: 1, externalId: accountId, author: "test", ...of });
  await publish(database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await engine.settle();
  await engine.setTime(daysOn(1));
  await pay(first, { source: "gateway:sandbox" });
  await pay(second, { source: "bank", valueDate: "2026-11-20" });
  await pay(third, { source: "bank" });

  const told = await valueDateToStop(database.sql, { from: daysOn(0), to: daysOn(2) });

  const { portfolioId } = engine.world;
  const [late = { slowest: [] }] = told;
  expect(late.slowest.map(({ debtorId, days }) => ({ debtorId, days }))).toEqual([
    { debtorId: debtors[1]?.id, days: 5 },
    { debtorId: debtors[2]?.id, days: 0 },
  ]);
  expect(told.map((each) => ({ ...each, slowest: [] }))).toEqual([
    {
      portfolioId,
      slowest: [],
      source: "bank",
      payments: 2,
      sameDay: 1,
      medianDays: 2.5,
      p95Days: 4.75,
      longestDays: 5,
      // On the day on which the money was there for four days already.
      sentMeanwhile: 1,
    },
    {
      portfolioId,
      slowest: [],
      source: "gateway",
      payments: 1,
      sameDay: 1,
      medianDays: 0,
      p95Days: 0,
      longestDays: 0,
      sentMeanwhile: 0,
    },
  ]);
});
