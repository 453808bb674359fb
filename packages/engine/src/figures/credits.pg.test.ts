import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeEach, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { recordPayment, reversePayment } from "../facts/payments.ts";

const DAY_MS = 86_400_000;
const engines: EngineUnderTest[] = [];
let engine: EngineUnderTest;
let debtor: MadeUpDebtor | undefined;

beforeEach(async () => {
  engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

test("credits each payment to the step whose message came last", async () => {
  await engine.enrolAll();
  await engine.settle();

  await pay("1", 20_000);
  await pay("2", 10_000);

  expect(await credited()).toEqual([
    { node_id: "first", metric: "money", exit: "ZAR", count: 30_000 },
    { node_id: "first", metric: "paid", exit: "", count: 2 },
  ]);
});

test("takes the credit back from the step that had it when a payment is reversed, however late", async () => {
  await engine.enrolAll();
  await engine.settle();
  await pay("1", 20_000);
  const bounced = await pay("2", 10_000);
  await engine.setTime(new Date(TUESDAY.getTime() + 40 * DAY_MS));

  await reversePayment(engine.deps, {
    paymentId: bounced.kind === "booked" ? bounced.paymentId : "",
    author: "test",
  });

  expect(await credited()).toEqual([
    { node_id: "first", metric: "money", exit: "ZAR", count: 20_000 },
    { node_id: "first", metric: "paid", exit: "", count: 1 },
  ]);
});

test("credits nothing for a payment that no message preceded, or none within the window", async () => {
  await pay("1", 10_000);
  await engine.enrolAll();
  await engine.settle();
  await engine.setTime(new Date(TUESDAY.getTime() + 30 * DAY_MS));
  await pay("2", 10_000);

  expect(await credited()).toEqual([]);
});

function pay(externalId: string, amount: number) {
  const accountId = debtor?.accountIds[0] ?? "";
  return recordPayment(engine.deps, {
    accountId,
    amount,
    source: "test",
    externalId,
    author: "test",
  });
}

function credited() {
  return engine.database.sql`
    select node_id, metric, exit, sum(count)::int as count from counter where metric in ('paid', 'money')
    group by node_id, metric, exit order by metric`;
}
