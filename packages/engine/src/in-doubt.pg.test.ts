import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { reconcile } from "./sending/reconcile.ts";
import { settleDoubt } from "./sending/settle-doubt.ts";

const url = await testDatabase();
const HOUR_MS = 3_600_000;
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await engineUnderTest(url);
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => closeVerified([engine.database]));

/** A debtor whose first message was written to the provider, which said nothing. */
async function withDoubt(from: number): Promise<string> {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from });
  await engine.enrolAll();
  engine.sms.answer = () => ({ kind: "in-doubt", code: "timeout" });
  await engine.settle();
  engine.sms.answer = ({ attemptId }) => ({ kind: "accepted", providerId: attemptId });
  return debtor?.id ?? "";
}

function statesOf(debtorId: string) {
  return engine.database.sql`
    select attempt.status, node_id as node from attempt join attempt_run on attempt_id = attempt.id
    where attempt.debtor_id = ${debtorId} order by created_at, attempt.id`;
}

test("I6: what is in doubt is not sent again, and its run stays where it is", async () => {
  const debtorId = await withDoubt(0);
  const before = engine.sms.taken.length;

  await engine.setTime(new Date(TUESDAY.getTime() + 2 * HOUR_MS));
  await engine.settle();

  expect(engine.sms.taken.length).toBe(before);
  expect(await statesOf(debtorId)).toEqual([{ status: "in_doubt", node: "first" }]);
});

test("one that the provider has is recorded, and the run goes on", async () => {
  const debtorId = await withDoubt(1);
  Object.assign(engine.sms, {
    lookup: async (id: string) => ({ kind: "accepted", providerId: id }),
  });

  await reconcile(engine.deps, { senderLostMs: 0 });
  await engine.settle();

  expect(await statesOf(debtorId)).toEqual([{ status: "accepted", node: "first" }]);
});

test("one that never arrived is over, and the run asks the gate for another", async () => {
  const debtorId = await withDoubt(2);
  Object.assign(engine.sms, { lookup: async () => ({ kind: "not-received" }) });

  await reconcile(engine.deps, { senderLostMs: 0 });
  await engine.settle();
  await engine.setTime(new Date(TUESDAY.getTime() + HOUR_MS));
  await engine.settle();

  expect(await statesOf(debtorId)).toEqual([
    { status: "withdrawn", node: "first" },
    { status: "accepted", node: "first" },
  ]);
});

test("after a day without an answer a person is asked, once", async () => {
  const debtorId = await withDoubt(3);
  Object.assign(engine.sms, { lookup: async () => ({ kind: "unknown" }) });
  await engine.database.sql`
    update attempt set claimed_at = claimed_at - interval '25 hours' where debtor_id = ${debtorId}`;

  await reconcile(engine.deps, { senderLostMs: 0 });
  await reconcile(engine.deps, { senderLostMs: 0 });

  const tasks = await engine.database.sql`select kind from task where debtor_id = ${debtorId}`;
  expect(tasks).toEqual([{ kind: "in_doubt" }]);
});

test.for([
  [true, "accepted", "patience"],
  [false, "withdrawn", "first"],
] as const)("a person says whether it was sent: %s", async ([wasSent, status, node]) => {
  const debtorId = await withDoubt(wasSent ? 4 : 5);
  const [attempt] = await engine.database.sql<{ id: string }[]>`
    select id from attempt where debtor_id = ${debtorId}`;

  await settleDoubt(engine.deps, { attemptId: attempt?.id ?? "", wasSent, author: "person" });
  await engine.settle();

  expect(await statesOf(debtorId)).toEqual([{ status, node: "first" }]);
  const runs = await engine.database
    .sql`select node_id as node from run where debtor_id = ${debtorId}`;
  expect(runs).toEqual([{ node }]);
});

test("one that cannot be looked up does not keep the others in doubt", async () => {
  const dark = await withDoubt(20);
  const known = await withDoubt(21);
  const [first] = await engine.database.sql<{ id: string }[]>`
    select id from attempt where debtor_id = ${dark}`;
  Object.assign(engine.sms, {
    lookup: async (id: string) => {
      if (id === first?.id) throw new Error("The provider's list is broken");
      return { kind: "accepted", providerId: id };
    },
  });

  await expect(reconcile(engine.deps, { senderLostMs: 0 })).rejects.toThrow(
    "Messages could not be looked up",
  );

  expect(await statesOf(dark)).toMatchObject([{ status: "in_doubt" }]);
  expect(await statesOf(known)).toMatchObject([{ status: "accepted" }]);
});

test("many of which nobody knows do not hide those that came after them", async () => {
  await engine.setTime(TUESDAY);
  await addDebtors(engine.database, engine.world, { count: 205, from: 30 });
  await engine.enrolAll();
  engine.sms.answer = () => ({ kind: "in-doubt", code: "timeout" });
  await engine.settle();
  const [last] = await engine.database.sql<{ id: string }[]>`
    select id from attempt where status = 'in_doubt' order by claimed_at desc, id desc limit 1`;
  Object.assign(engine.sms, {
    lookup: async (id: string) =>
      id === last?.id ? { kind: "accepted", providerId: id } : { kind: "unknown" },
  });

  expect(await reconcile(engine.deps, { senderLostMs: 0 })).toBe(1);
});
