import { newId, readClock, readWritten } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { completeTaskIn } from "../facts/complete-task.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import type { ReplyMeaning } from "./reply-meaning.ts";
import { takeReplyIn, type InboundReply } from "./take-reply.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const MINUTE_MS = 60_000;
const SHARED = "+27821234567";

/** Two people who share a number, each with a run that stands before a reminder. */
async function sharers() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, world } = engine;
  const debtors = await addDebtors(database, world, { count: 2 });
  const hmac = world.keyring.lookup("phone", SHARED);
  await database.sql`update address set hmac = ${hmac} where kind = 'phone'`;
  const ids = debtors.map(({ id }) => id).toSorted();
  const say = (text: string, meaning: ReplyMeaning, of: Partial<InboundReply> = {}) =>
    database.transaction(async (tx) =>
      takeReplyIn({ ...engine.deps, keyring: world.keyring }, tx, {
        provider: "provider",
        providerId: newId(),
        channel: "sms",
        from: SHARED,
        text,
        meaning,
        at: (await readClock(tx)).now,
        evidence: "inbox-1",
        ...of,
      }),
    );
  const plan = async () => {
    await publish(database, reminderFlow("Reminders"));
    await engine.enrolAll();
    await engine.tickAll();
  };
  return { engine, ids, say, plan, sql: database.sql };
}

test.for(["082 123 4567", "0821234567", "27821234567", "0027 82 123 4567"])(
  "STOP from %s is the word of whoever has that number",
  async (from) => {
    const { ids, say } = await sharers();

    expect(await say("STOP", { kind: "stop" }, { from })).toEqual({
      kind: "opted-out",
      debtorIds: ids,
    });
  },
);

test("STOP takes back what is planned for everyone who shares the number, and their runs ask again", async () => {
  const { engine, ids, say, plan, sql } = await sharers();
  await plan();
  expect(await sql`select status, channel from attempt`).toEqual([
    { status: "planned", channel: "sms" },
    { status: "planned", channel: "sms" },
  ]);

  const taken = await say("STOP", { kind: "stop" });

  expect(taken).toEqual({ kind: "opted-out", debtorIds: ids });
  expect(await sql`select distinct status, error_code as code from attempt`).toEqual([
    { status: "withdrawn", code: "opted-out" },
  ]);
  await engine.settle();
  await engine.setTime(new Date(TUESDAY.getTime() + 2 * MINUTE_MS));
  await engine.settle();
  expect(engine.sms.taken).toEqual([]);
  expect(
    await sql`select distinct status, verdict_rules @> '{stop.opted_out}' as named from attempt where status <> 'withdrawn'`,
  ).toEqual([{ status: "forbidden", named: true }]);
  expect(await sql`select count(*)::int as tasks from task`).toEqual([{ tasks: 0 }]);
});

test("what a person must read pauses everyone who shares the number, and each has one task that shows it all", async () => {
  const { engine, ids, say, plan, sql } = await sharers();
  await plan();

  const first = await say("This is not my debt", { kind: "for-a-person", topics: ["dispute"] });
  await say("And stop texting me", { kind: "for-a-person", topics: ["stop"] });
  await engine.settle();

  expect(first).toEqual({ kind: "paused", debtorIds: ids });
  expect(engine.sms.taken).toEqual([]);
  expect(
    await sql`select debtor_id as id, state, author from hold where ended_at is null order by 1`,
  ).toEqual(ids.map((id) => ({ id, state: "reply_unread", author: "debtor" })));
  const tasks = await sql<{ debtor_id: string; reply_id: string; kind: string; title: string }[]>`
    select debtor_id, reply_id, kind, title from task order by debtor_id`;
  expect(tasks.map(({ debtor_id: id, kind, title }) => ({ id, kind, title }))).toEqual(
    ids.map((id) => ({ id, kind: "reply", title: "Read: the debtor disputes the debt" })),
  );
  for (const { debtor_id: debtorId, reply_id: replyId } of tasks) {
    const written = await readWritten(engine.database, engine.world.keyring, { debtorId, replyId });
    expect(written.map(({ text, topics }) => ({ text, topics }))).toEqual([
      { text: "This is not my debt", topics: ["dispute"] },
      { text: "And stop texting me", topics: ["stop"] },
    ]);
  }
});

test("a message that its provider tells again is taken once", async () => {
  const { say, sql } = await sharers();
  const told = { providerId: "SM1" };

  const kinds = [
    (await say("I have paid", { kind: "for-a-person", topics: ["already-paid"] }, told)).kind,
    (await say("I have paid", { kind: "for-a-person", topics: ["already-paid"] }, told)).kind,
  ];

  expect(kinds).toEqual(["paused", "again"]);
  expect(
    await sql`select count(*)::int as events from event where kind = 'message.replied'`,
  ).toEqual([{ events: 2 }]);
});

test("an old START that is told late opens nothing that was shut after it", async () => {
  const { engine, say, sql } = await sharers();
  const { now } = await readClock(engine.database);
  const before = { at: new Date(now.getTime() - 60_000) };
  await say("STOP", { kind: "stop" });

  const late = await say("START", { kind: "start" }, before);
  const shut = await sql`select count(*)::int as bars from suppression where ended_at is null`;
  const again = await say("START", { kind: "start" });

  expect([late.kind, again.kind]).toEqual(["replied", "opted-in"]);
  expect(shut).toEqual([{ bars: 1 }]);
  expect(await sql`select count(*)::int as bars from suppression where ended_at is null`).toEqual([
    { bars: 0 },
  ]);
});

test.for([
  { outcome: "read", holds: [], also: "select from suppression", finds: 0 },
  {
    outcome: "wants-none",
    holds: [],
    also: "select from suppression where reason = 'opted_out'",
    finds: 1,
  },
  {
    outcome: "wrong-number",
    holds: [],
    also: "select from suppression where channel = 'any'",
    finds: 1,
  },
  { outcome: "disputes", holds: ["dispute_open"], also: "select from dispute", finds: 1 },
  {
    outcome: "says-paid",
    holds: ["claims_paid"],
    also: "select from task where kind = 'claims_paid'",
    finds: 1,
  },
  { outcome: "leave-alone", holds: ["on_hold"], also: "select from suppression", finds: 0 },
])("whoever read it says $outcome: that becomes a fact, and the pause ends", async (each) => {
  const { engine, ids, say, sql } = await sharers();
  const [debtorId = ""] = ids;
  await say("Please stop", { kind: "for-a-person", topics: ["stop"] });
  const [task] = await sql<{ id: string }[]>`
    select id from task where debtor_id = ${debtorId} and status = 'open'`;

  const completed = await engine.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    const { outcome } = each;
    return completeTaskIn(engine.deps, tx, { id: task?.id ?? "", outcome, author: "u1" }, now);
  });

  expect(completed).toBe("done");
  expect(
    (
      await sql<{ state: string }[]>`
        select state from hold where debtor_id = ${debtorId} and ended_at is null and state <> 'dispute_written'`
    ).map(({ state }) => state),
  ).toEqual(each.holds);
  expect((await sql.unsafe(each.also)).length).toBe(each.finds);
});

test("an answer that no flow waits for is read by a person, and pauses nobody", async () => {
  const { say, sql } = await sharers();

  const taken = await say("When is it due?", { kind: "reply" });

  expect(taken.kind).toBe("replied");
  expect(await sql`select title, count(*)::int as tasks from task group by title`).toEqual([
    { title: "Read what the debtor wrote", tasks: 2 },
  ]);
  expect(await sql`select from hold`).toEqual([]);
});

test("what comes from a number that nobody has is kept for a person to read, once per number", async () => {
  const { engine, say, sql } = await sharers();
  const from = "+27839990000";

  const first = await say("Who are you?", { kind: "reply" }, { from });
  await say("Hello?", { kind: "reply" }, { from });
  const stopped = await say("STOP", { kind: "stop" }, { from });

  expect([first, stopped]).toEqual([
    { kind: "replied", debtorIds: [] },
    { kind: "opted-out", debtorIds: [] },
  ]);
  const [task, another] = await sql<{ debtor_id: null; reply_id: string }[]>`
    select debtor_id, reply_id from task`;
  expect(another).toBeUndefined();
  const written = await readWritten(engine.database, engine.world.keyring, {
    debtorId: null,
    replyId: task?.reply_id ?? "",
  });
  expect(written.map(({ sender, text }) => ({ sender, text }))).toEqual([
    { sender: from, text: "Who are you?" },
    { sender: from, text: "Hello?" },
    { sender: from, text: "STOP" },
  ]);
  const hmac = engine.world.keyring.lookup("phone", from);
  expect(await sql`select channel from suppression where address_hmac = ${hmac}`).toEqual([
    { channel: "sms" },
  ]);
});

test("HELP is a person's to answer where the provider does not", async () => {
  const { say, sql } = await sharers();

  await say("HELP", { kind: "help" }, { answersHelp: true });
  expect(await sql`select from task`).toEqual([]);
  await say("HELP", { kind: "help" });

  expect(await sql`select distinct title from task`).toEqual([
    { title: "Answer: the debtor asks who writes" },
  ]);
});
