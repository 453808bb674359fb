import { readClock } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { reconcile } from "../sending/reconcile.ts";
import { completeTaskIn } from "./complete-task.ts";
import { openDispute } from "./disputes.ts";
import { claimPaid, placeHold } from "./holds.ts";
import { recordPayment } from "./payments.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

async function oneRun() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  const accountId = debtor?.accountIds[0] ?? "";
  return { engine, debtorId: debtor?.id ?? "", accountId, sql: engine.database.sql };
}

/** A run that stands where its second advance could not be saved. */
async function parkedRun() {
  const made = await oneRun();
  const { engine, sql } = made;
  await sql.unsafe(`
    create function spoil() returns trigger language plpgsql as $$
    begin
      if new.status <> 'parked' then raise exception 'spoiled' using errcode = 'check_violation'; end if;
      return new;
    end $$;
    create trigger spoil before update on run for each row execute function spoil()`);
  await engine.tickAll();
  await sql.unsafe("drop trigger spoil on run");
  expect(await sql`select status from run`).toEqual([{ status: "parked" }]);
  return made;
}

async function complete({ database, deps }: EngineUnderTest, kind: string, outcome: string) {
  const [task] = await database.sql<{ id: string }[]>`
    select id from task where kind = ${kind} and status = 'open'`;
  return database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    return completeTaskIn(deps, tx, { id: task?.id ?? "", outcome, author: "u1" }, now);
  });
}

async function taskIsDone({ database }: EngineUnderTest, kind: string): Promise<unknown> {
  return database.sql`select status, outcome from task where kind = ${kind}`;
}

test("whoever says that a message in doubt was sent lets its run go on", async () => {
  const { engine, sql } = await oneRun();
  engine.sms.answer = () => ({ kind: "in-doubt", code: "timeout" });
  await engine.settle();
  Object.assign(engine.sms, { lookup: async () => ({ kind: "unknown" }) });
  await sql`update attempt set claimed_at = claimed_at - interval '25 hours'`;
  await reconcile(engine.deps, { senderLostMs: 0 });

  expect(await complete(engine, "in_doubt", "sent")).toBe("done");
  await engine.settle();

  expect(await sql`select status from attempt`).toEqual([{ status: "accepted" }]);
  expect(await sql`select node_id as node from run`).toEqual([{ node: "patience" }]);
  expect(await taskIsDone(engine, "in_doubt")).toEqual([{ status: "done", outcome: "sent" }]);
});

test("whoever says that it was not sent lets the run ask for another message", async () => {
  const { engine, sql } = await oneRun();
  engine.sms.answer = () => ({ kind: "in-doubt", code: "timeout" });
  await engine.settle();
  Object.assign(engine.sms, { lookup: async () => ({ kind: "unknown" }) });
  await sql`update attempt set claimed_at = claimed_at - interval '25 hours'`;
  await reconcile(engine.deps, { senderLostMs: 0 });

  await complete(engine, "in_doubt", "not-sent");

  expect(await sql`select status from attempt`).toEqual([{ status: "withdrawn" }]);
  expect(await taskIsDone(engine, "in_doubt")).toEqual([{ status: "done", outcome: "not-sent" }]);
});

test("a run that is tried again goes on from where it stood", async () => {
  const { engine, sql } = await parkedRun();

  expect(await complete(engine, "poisoned", "resumed")).toBe("done");
  await engine.settle();

  expect(await sql`select status, node_id as node from run`).toEqual([
    { status: "active", node: "patience" },
  ]);
  expect(await taskIsDone(engine, "poisoned")).toEqual([{ status: "done", outcome: "resumed" }]);
});

test("a run that is tried again learns what it missed", async () => {
  const { engine, accountId, debtorId, sql } = await parkedRun();
  await recordPayment(engine.deps, {
    accountId,
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });
  await placeHold(engine.deps, { debtorId, state: "on_hold", author: "test" });
  await engine.settle();

  await complete(engine, "poisoned", "resumed");
  await engine.settle();

  expect(engine.sms.taken).toEqual([]);
  expect(await sql`select status, ended_reason from run`).toEqual([
    { status: "ended", ended_reason: "paid" },
  ]);
});

test("I8: a run that is ended is counted out of its node, and its message is taken back", async () => {
  const { engine, sql } = await oneRun();
  await engine.tickAll();
  await sql`update run set status = 'parked', wake_at = null`;
  await sql`
    insert into task (debtor_id, account_id, run_id, node_id, visit, team, kind, title, outcomes, created_at)
    select debtor_id, account_id, id, node_id, (state ->> 'visit')::int, 'Operations', 'poisoned', 'A run cannot go on',
      '[{"id": "ended", "label": "End the run"}]'::jsonb, now() from run`;

  expect(await complete(engine, "poisoned", "resumed")).toBe("unknown-outcome");
  expect(await complete(engine, "poisoned", "ended")).toBe("done");
  await engine.settle();

  expect(await sql`select status, ended_reason, succeeded from run`).toEqual([
    { status: "ended", ended_reason: "poisoned", succeeded: false },
  ]);
  expect(await sql`select status from attempt`).toEqual([{ status: "withdrawn" }]);
  expect(engine.sms.taken).toEqual([]);
  const [{ entered, left } = { entered: 0, left: 0 }] = await sql<
    { entered: number; left: number }[]
  >`
    select (sum(count) filter (where metric = 'entered'))::int as entered,
      (sum(count) filter (where metric = 'left'))::int as left from counter`;
  expect(left).toBe(entered);
});

test("whoever decides the dispute of a task decides the dispute", async () => {
  const { engine, accountId, sql } = await oneRun();
  await engine.tickAll();
  await openDispute(engine.deps, {
    accountId,
    reason: "amount",
    via: "desk",
    author: "debtor",
  });

  expect(await complete(engine, "dispute", "rejected")).toBe("done");

  expect(await sql`select status, decided_by from dispute`).toEqual([
    { status: "rejected", decided_by: "u1" },
  ]);
  expect(await taskIsDone(engine, "dispute")).toEqual([{ status: "done", outcome: "rejected" }]);
  expect(await sql`select state from hold where ended_at is null`).toEqual([
    { state: "dispute_decided" },
  ]);
});

test("a payment that nobody finds ends the hold that waited for it, and one that is found does not", async () => {
  const { engine, accountId, sql } = await oneRun();
  const open = () => sql`select state from hold where ended_at is null`;
  await engine.tickAll();
  await claimPaid(engine.deps, { accountId, author: "debtor" });
  await complete(engine, "claims_paid", "found");
  expect(await open()).toEqual([{ state: "claims_paid" }]);
  await sql`update hold set ended_at = since, ended_reason = 'test', ended_by = 'test'`;

  await claimPaid(engine.deps, { accountId, author: "debtor" });
  await complete(engine, "claims_paid", "not-found");

  expect(await open()).toEqual([]);
});
