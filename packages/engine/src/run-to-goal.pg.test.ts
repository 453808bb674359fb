import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordPayment } from "./facts/payments.ts";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";

const DAY_MS = 86_400_000;
const url = await testDatabase();
let engine: EngineUnderTest;
let debtors: readonly MadeUpDebtor[];

beforeAll(async () => {
  engine = await engineUnderTest(url);
  debtors = await addDebtors(engine.database, engine.world, { count: 3 });
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => closeVerified([engine.database]));

test("enrols, sends, and lets each run leave by what happens to its debt", async () => {
  const [payer, partPayer] = debtors;
  await engine.enrolAll();
  await engine.settle();

  expect(engine.faults).toEqual([]);
  expect(engine.sms.taken.map(({ to, body }) => ({ to, body })).toSorted(byTo)).toEqual([
    { to: "+27821000000", body: "You owe R 500.00." },
    { to: "+27821000001", body: "You owe R 500.00." },
    { to: "+27821000002", body: "You owe R 500.00." },
  ]);

  await pay(payer, 50_000);
  await pay(partPayer, 20_000);
  await engine.settle();
  await engine.setTime(new Date(TUESDAY.getTime() + 3 * DAY_MS));
  await engine.settle();

  const runs = await engine.database.sql`
    select ended_reason, succeeded from run order by ended_reason`;
  expect(runs.map(({ ended_reason: reason, succeeded }) => ({ reason, succeeded }))).toEqual([
    { reason: "Paid", succeeded: true },
    { reason: "reminded", succeeded: false },
    { reason: "reminded", succeeded: false },
  ]);
  expect(engine.sms.taken.map(({ body }) => body).slice(3)).toEqual([
    expect.stringMatching(/^You still owe R (3|5)00\.00\.$/),
    expect.stringMatching(/^You still owe R (3|5)00\.00\.$/),
  ]);
  expect(await unbalanced()).toEqual([]);
});

test("takes the same payment once", async () => {
  const again = await pay(debtors[0], 50_000);

  expect(again).toEqual({ kind: "known" });
});

function pay(debtor: MadeUpDebtor | undefined, amount: number) {
  const accountId = debtor?.accountIds[0] ?? "";
  return recordPayment(engine.deps, {
    accountId,
    amount,
    source: "test",
    externalId: `payment-of-${accountId}`,
    author: "test",
  });
}

/** Nodes where entered is not left + present (I8). */
function unbalanced() {
  return engine.database.sql`
    with counted as (
      select version_id, node_id, coalesce(sum(count) filter (where metric = 'entered'), 0) as entered,
        coalesce(sum(count) filter (where metric = 'left'), 0) as gone
      from counter group by version_id, node_id
    )
    select node_id, entered, gone from counted
    where entered <> gone + (
      select count(*) from run
      where run.version_id = counted.version_id and run.node_id = counted.node_id and status <> 'ended'
    )`;
}

function byTo(a: { readonly to: string }, b: { readonly to: string }): number {
  return a.to < b.to ? -1 : 1;
}
