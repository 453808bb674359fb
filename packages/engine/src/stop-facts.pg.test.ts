import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeAccount } from "./facts/accounts.ts";
import { optOut, wrongParty } from "./facts/addresses.ts";
import { openDispute, resolveDispute } from "./facts/disputes.ts";
import { claimPaid, expireHolds, liftHold, placeHold } from "./facts/holds.ts";
import { recordPayment, reversePayment } from "./facts/payments.ts";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { switchSending } from "./sending/sending-switch.ts";

const DAY_MS = 86_400_000;
const url = await testDatabase();
let engine: EngineUnderTest;
let made = 0;

beforeAll(async () => {
  engine = await engineUnderTest(url);
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => closeVerified([engine.database]));

/** A debtor whose first message is planned and not yet claimed. */
async function withPlannedMessage(): Promise<{ debtor: MadeUpDebtor; accountId: string }> {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: made });
  made += 1;
  const accountId = debtor?.accountIds[0];
  if (debtor === undefined || accountId === undefined) throw new Error("No debtor was made");
  await engine.enrolAll();
  await engine.tickAll();
  expect((await stateOf(debtor)).attempts).toEqual(["planned"]);
  return { debtor, accountId };
}

async function stateOf(debtor: MadeUpDebtor) {
  const { sql } = engine.database;
  const [run] = await sql<
    { status: string; node: string; reason: string | null; wake: Date | null }[]
  >`
    select status, node_id as node, ended_reason as reason, wake_at as wake from run
    where debtor_id = ${debtor.id} order by entry desc limit 1`;
  const attempts = await sql<{ status: string }[]>`
    select status from attempt where debtor_id = ${debtor.id} order by created_at, id`;
  return { ...run, attempts: attempts.map(({ status }) => status) };
}

async function messagesTo(debtor: MadeUpDebtor): Promise<number> {
  const ids = await engine.database.sql<{ id: string }[]>`
    select id from attempt where debtor_id = ${debtor.id}`;
  return engine.sms.taken.filter(({ attemptId }) => ids.some(({ id }) => id === attemptId)).length;
}

test("a payment in full takes the message back and ends the run", async () => {
  const { debtor, accountId } = await withPlannedMessage();

  await pay(accountId, 50_000);
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(0);
  expect(await stateOf(debtor)).toMatchObject({
    status: "ended",
    reason: "paid",
    attempts: ["withdrawn"],
  });
});

test("a part payment leaves the message, which then says what is still owed", async () => {
  const { debtor, accountId } = await withPlannedMessage();

  await pay(accountId, 10_000);
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(1);
  expect(engine.sms.taken.at(-1)?.body).toBe("You owe R 400.00.");
});

test("a reversed payment brings the debtor back, and nobody is asked on the same day", async () => {
  const { debtor, accountId } = await withPlannedMessage();
  const paid = await pay(accountId, 50_000);
  await engine.settle();

  await reversePayment(engine.deps, {
    paymentId: paid.kind === "booked" ? paid.paymentId : "",
    author: "test",
  });
  await engine.enrolAll();
  await engine.settle();
  const sameDay = await messagesTo(debtor);
  await engine.setTime(new Date(TUESDAY.getTime() + DAY_MS));
  await engine.settle();

  expect(sameDay).toBe(0);
  expect(await messagesTo(debtor)).toBe(1);
});

test("a dispute holds the run where it stands; rejected, it resumes five business days later", async () => {
  const { debtor, accountId } = await withPlannedMessage();

  const disputeId = await openDispute(engine.deps, {
    accountId,
    reason: "amount",
    via: "test",
    author: "test",
  });
  await engine.settle();
  expect(await stateOf(debtor)).toMatchObject({ status: "held", attempts: ["withdrawn"] });
  await resolveDispute(engine.deps, {
    disputeId,
    decision: "rejected",
    author: "test",
    evidence: ["account_statement_sent"],
  });
  await engine.settle();
  const tooEarly = await messagesTo(debtor);
  await engine.setTime(new Date("2026-12-01T08:00:00Z"));
  await engine.settle();

  expect(tooEarly).toBe(0);
  expect(await messagesTo(debtor)).toBe(1);
});

test("an accepted dispute ends the run", async () => {
  const { debtor, accountId } = await withPlannedMessage();

  const disputeId = await openDispute(engine.deps, {
    accountId,
    reason: "not-mine",
    via: "test",
    author: "test",
  });
  await engine.settle();
  await resolveDispute(engine.deps, { disputeId, decision: "accepted", author: "test" });
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(0);
  expect(await stateOf(debtor)).toMatchObject({ status: "ended", reason: "dispute-accepted" });
});

test("who says that it is paid is left alone until the time is over", async () => {
  const { debtor, accountId } = await withPlannedMessage();

  await claimPaid(engine.deps, { accountId, author: "debtor" });
  await engine.settle();
  const held = await stateOf(debtor);
  await engine.setTime(new Date("2026-12-01T08:00:00Z"));
  await expireHolds(engine.deps);
  await engine.settle();

  expect(held).toMatchObject({ status: "held", attempts: ["withdrawn"] });
  expect(await messagesTo(debtor)).toBe(1);
});

test("a hold stops the run and lifting it lets it go on", async () => {
  const { debtor, accountId } = await withPlannedMessage();
  const hold = { debtorId: debtor.id, accountId, state: "on_hold", author: "test" };

  await placeHold(engine.deps, hold);
  await engine.settle();
  const held = await messagesTo(debtor);
  await liftHold(engine.deps, { ...hold, reason: "done" });
  await engine.settle();

  expect(held).toBe(0);
  expect(await messagesTo(debtor)).toBe(1);
});

test("an opt-out takes back the message that was planned, and its run asks the gate again", async () => {
  const { debtor } = await withPlannedMessage();

  await optOut(engine.deps, {
    addressId: await phoneOf(debtor),
    channel: "sms",
    source: "debtor",
  });
  const takenBack = await stateOf(debtor);
  await engine.settle();

  expect(takenBack).toMatchObject({ status: "active", attempts: ["withdrawn"] });
  expect(await messagesTo(debtor)).toBe(0);
});

test("a wrong number is used no more and a trace is asked for", async () => {
  const { debtor } = await withPlannedMessage();

  await wrongParty(engine.deps, { addressId: await phoneOf(debtor), source: "test" });
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(0);
  const tasks = await engine.database.sql`select kind from task where debtor_id = ${debtor.id}`;
  expect(tasks).toEqual([{ kind: "trace" }]);
});

test.for(["closed", "recalled"] as const)("an account that is %s ends its run", async (reason) => {
  const { debtor, accountId } = await withPlannedMessage();

  await closeAccount(engine.deps, { accountId, reason, author: "test" });
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(0);
  expect(await stateOf(debtor)).toMatchObject({ status: "ended", reason, attempts: ["withdrawn"] });
});

test("I7: a fact that commits between the claim and the write gives the message back", async () => {
  const { debtor, accountId } = await withPlannedMessage();
  const { send } = engine.sms;
  const port = { ...engine.sms };
  Object.assign(engine.sms, {
    send: async (...args: Parameters<typeof send>) => {
      await pay(accountId, 50_000);
      return send(...args);
    },
  });
  await engine.sendAll();
  Object.assign(engine.sms, { send: port.send });
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(0);
  expect(await stateOf(debtor)).toMatchObject({ status: "ended", reason: "paid" });
});

test("the kill switch keeps everything back until it is off", async () => {
  const { debtor } = await withPlannedMessage();

  await switchSending(engine.database, { isOn: false, reason: "test", userId: "admin" });
  await engine.sendAll();
  const whileOff = await messagesTo(debtor);
  await switchSending(engine.database, { isOn: true, reason: "test", userId: "admin" });
  await engine.settle();

  expect(whileOff).toBe(0);
  expect(await messagesTo(debtor)).toBe(1);
});

test("at night the attempt is deferred, its slot is free, and it is asked again in the morning", async () => {
  await engine.setTime(new Date("2026-11-24T20:00:00Z"));
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: made });
  made += 1;
  if (debtor === undefined) throw new Error("No debtor was made");
  await engine.enrolAll();
  await engine.settle();
  const atNight = await stateOf(debtor);
  await engine.setTime(new Date("2026-11-25T06:00:00Z"));
  await engine.settle();

  expect(atNight).toMatchObject({
    status: "active",
    attempts: ["deferred"],
    wake: new Date("2026-11-25T06:00:00Z"),
  });
  expect((await stateOf(debtor)).attempts).toEqual(["deferred", "accepted"]);
});

test("one message speaks of all accounts of a person, and leaves out one that is held", async () => {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, {
    count: 1,
    from: made,
    accountsEach: 3,
  });
  made += 1;
  const [held] = debtor?.accountIds ?? [];
  if (debtor === undefined || held === undefined) throw new Error("No debtor was made");
  await engine.enrolAll();
  await engine.tickAll();
  expect((await stateOf(debtor)).attempts).toEqual(["planned"]);

  await placeHold(engine.deps, {
    debtorId: debtor.id,
    accountId: held,
    state: "on_hold",
    author: "test",
  });
  await engine.settle();

  expect(await messagesTo(debtor)).toBe(1);
  const runs = await engine.database.sql`
    select status, node_id as node, account_id = ${held} as is_held from run where debtor_id = ${debtor.id}
    order by is_held, id`;
  expect(runs).toEqual([
    { status: "active", node: "patience", is_held: false },
    { status: "active", node: "patience", is_held: false },
    { status: "held", node: "first", is_held: true },
  ]);
});

test("a run whose state cannot be read is parked alone, with a task", async () => {
  const { debtor } = await withPlannedMessage();
  const other = await withPlannedMessage();
  await engine.database.sql`
    update run set state = '{"visit": "broken"}', wake_at = ${TUESDAY} where debtor_id = ${debtor.id}`;

  await engine.settle();

  expect(await stateOf(debtor)).toMatchObject({ status: "parked", wake: null });
  expect(await stateOf(other.debtor)).toMatchObject({ status: "active", node: "patience" });
  const tasks = await engine.database.sql`select kind from task where debtor_id = ${debtor.id}`;
  expect(tasks).toEqual([{ kind: "poisoned" }]);
  engine.faults.length = 0;
});

test("I4: a run that was written since it was read stops the batch and changes nothing", async () => {
  const before = await engine.database.sql`select id, seq from run order by id`;

  await engine.tickAll();

  expect(await engine.database.sql`select id, seq from run order by id`).toEqual(before);
});

function pay(accountId: string, amount: number) {
  return recordPayment(engine.deps, {
    accountId,
    amount,
    source: "test",
    externalId: `${accountId}-${amount}`,
    author: "test",
  });
}

async function phoneOf(debtor: MadeUpDebtor): Promise<string> {
  const [row] = await engine.database.sql<{ id: string }[]>`
    select id from address where debtor_id = ${debtor.id} and kind = 'phone'`;
  return row?.id ?? "";
}
