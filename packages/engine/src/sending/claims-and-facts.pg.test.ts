import { recordLedgerEntries, upsertDebtors, type Database } from "@fairflow/db";
import { DEFAULT_SETTINGS } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { optOut } from "../facts/addresses.ts";
import { openDispute } from "../facts/disputes.ts";
import { liftHold, placeHold } from "../facts/holds.ts";
import { recordPayment } from "../facts/payments.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { flowOf, reminderFlow } from "../fixtures/reminder-flow.ts";
import { backendsWaiting, holding } from "../fixtures/waiting-for.ts";
import { laneOfDebtor } from "../lane.ts";
import { runTick } from "../tick.ts";
import { claimAttempts } from "./claim-attempts.ts";
import { sender } from "./send-lane.ts";
import { switchSending } from "./sending-switch.ts";

const WEDNESDAY = new Date(TUESDAY.getTime() + 86_400_000);
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** A debtor whose first message, about all accounts, is planned. */
async function planned(of: { accountsEach?: number; per?: "account" | "debtor" } = {}) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, ...of });
  if (debtor === undefined) throw new Error("No debtor was made");
  const flow = reminderFlow("Reminders");
  const settings = { ...DEFAULT_SETTINGS, per: of.per ?? "account" };
  await publish(engine.database, { ...flow, settings });
  await engine.enrolAll();
  await engine.tickAll();
  const lane = laneOfDebtor(debtor.id);
  const claim = () => claimAttempts(engine.deps, { ...claimOf(engine), lane });
  return { engine, debtor, lane, claim, sql: engine.database.sql };
}

function claimOf(engine: EngineUnderTest) {
  return {
    channel: "sms",
    route: { port: engine.sms, portfolios: { except: [] } },
    claimedBy: "worker-under-test",
  } as const;
}

function pay(engine: EngineUnderTest, accountId: string | undefined, amount = 50_000) {
  return recordPayment(engine.deps, {
    accountId: accountId ?? "",
    amount,
    source: "test",
    externalId: `${accountId} ${amount}`,
    author: "test",
  });
}

function attemptsOf({ sql }: Database) {
  return sql<{ status: string; account_ids: string[] }[]>`
    select status, account_ids from attempt order by created_at, id`;
}

test("I7: a claim that waits for a payment to commit finds nothing to send", async () => {
  const { engine, debtor, claim } = await planned();
  const commit = await holding(engine.database, async (sql) => {
    await sql`select from debtor where id = ${debtor.id} for no key update`;
    await sql`update attempt set status = 'withdrawn' where debtor_id = ${debtor.id}`;
  });
  const claiming = claim();
  await backendsWaiting(engine.database, 1);

  await commit();

  expect(await claiming).toMatchObject({ claimed: [], seen: 1 });
});

test("a claim that waits for its debtor is judged at the instant at which it gets them", async () => {
  const { engine, debtor, claim, sql } = await planned();
  const night = new Date("2026-11-24T20:30:00Z");
  const commit = await holding(engine.database, async (held) => {
    await held`select from debtor where id = ${debtor.id} for no key update`;
    await held`update clock set virtual_anchor = ${night}, speed = 0`;
  });
  const claiming = claim();
  await backendsWaiting(engine.database, 1);

  await commit();

  expect(await claiming).toMatchObject({ claimed: [], seen: 1 });
  expect(await sql`select status, verdict_at from attempt`).toEqual([
    { status: "deferred", verdict_at: night },
  ]);
});

test("a claim is as old as its debtors' locks, however late its process hears of the commit", async () => {
  const { engine, lane } = await planned();
  let committedAt = 0;
  const database: Database = {
    ...engine.database,
    transaction: async (work) => {
      const result = await engine.database.transaction(work);
      committedAt = performance.now();
      return result;
    },
  };

  const { claimed, claimedAt } = await claimAttempts(
    { ...engine.deps, database },
    { ...claimOf(engine), lane },
  );

  expect(claimed).toHaveLength(1);
  expect(claimedAt).toBeLessThan(committedAt);
});

test("a message that is already on its way when the payment commits is recorded, and is the last", async () => {
  const { engine, debtor, sql } = await planned();
  engine.sms.answer = async ({ attemptId }) => {
    await pay(engine, debtor.accountIds[0]);
    return { kind: "accepted", providerId: attemptId };
  };

  await engine.settle();
  await engine.setTime(WEDNESDAY);
  await engine.settle();

  expect(engine.sms.taken).toHaveLength(1);
  expect(await attemptsOf(engine.database)).toMatchObject([{ status: "accepted" }]);
  expect(await sql`select status, ended_reason from run`).toEqual([
    { status: "ended", ended_reason: "paid" },
  ]);
});

test("two senders of a lane send one message", async () => {
  const { engine, debtor, lane } = await planned();
  const release = await holding(
    engine.database,
    (sql) => sql`select from debtor where id = ${debtor.id} for update`,
  );
  const two = [engine, engine].map(({ deps }) => sender(deps).sendLane(lane, "sms"));
  await backendsWaiting(engine.database, 2);

  await release();

  expect((await Promise.all(two)).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(engine.sms.taken).toHaveLength(1);
});

test("a claim that waits behind the kill switch claims nothing", async () => {
  const { engine, claim } = await planned();
  const release = await holding(
    engine.database,
    (sql) => sql`select from sending_switch for update`,
  );
  const off = switchSending(engine.database, { isOn: false, reason: "stop", userId: "u1" });
  await backendsWaiting(engine.database, 1);
  const claiming = claim();
  await backendsWaiting(engine.database, 2);

  await release();
  await off;

  expect(await claiming).toMatchObject({ claimed: [], seen: 0 });
});

test("what a tick takes back while it is claimed is not sent", async () => {
  const { engine, debtor, lane, sql } = await planned({ accountsEach: 2, per: "debtor" });
  await openDispute(engine.deps, {
    accountId: debtor.accountIds[0] ?? "",
    reason: "amount",
    via: "desk",
    author: "test",
  });
  // The tick has taken the message back by the time it comes to the event, and cannot commit.
  const release = await holding(
    engine.database,
    (held) => held`select from event where read_at is null for update`,
  );
  const ticking = runTick(engine.deps, lane);
  await backendsWaiting(engine.database, 1);
  const sending = engine.sendAll();
  await backendsWaiting(engine.database, 2);

  await release();
  await Promise.all([ticking, sending]);

  expect(await sql`select status from run`).toEqual([{ status: "held" }]);
  expect(await attemptsOf(engine.database)).toMatchObject([{ status: "withdrawn" }]);
  expect(engine.sms.taken).toEqual([]);
});

test("in one message a debt that is paid is refused, and one that is only too late in the day waits for the morning", async () => {
  const { engine, debtor, sql } = await planned({ accountsEach: 2 });
  const [paid = "", owing = ""] = debtor.accountIds;
  await engine.setTime(new Date("2026-11-24T20:30:00Z"));
  // As a feed books it, which takes nothing back by itself.
  await engine.database.transaction((tx) =>
    recordLedgerEntries(
      tx,
      [
        {
          accountId: paid,
          kind: "adjustment",
          amount: -50_000,
          valueDate: "2026-11-24",
          bookingDate: "2026-11-24",
          source: "feed",
        },
      ],
      { recordedBy: "test", now: TUESDAY, today: "2026-11-24" },
    ),
  );

  await engine.settle();

  const runs = await sql`select account_id, status, node_id from run order by account_id`;
  expect(runs).toEqual(
    [
      { account_id: paid, status: "ended", node_id: "first" },
      { account_id: owing, status: "active", node_id: "first" },
    ].toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1)),
  );
  await engine.setTime(WEDNESDAY);
  await engine.settle();
  expect(await attemptsOf(engine.database)).toMatchObject([
    { status: "forbidden" },
    { status: "accepted", account_ids: [owing] },
  ]);
});

test("an account that is left out does not keep the others from leaving in the same claim", async () => {
  const { engine, debtor } = await planned({ accountsEach: 2 });
  const [disputed = "", owing = ""] = debtor.accountIds;
  await engine.database.sql`
    insert into hold (debtor_id, account_id, state, since, until, author)
    values (${debtor.id}, ${disputed}, 'promise_open', ${TUESDAY}, ${WEDNESDAY}, 'test')`;

  await engine.sendAll();

  expect(await attemptsOf(engine.database)).toMatchObject([
    { status: "accepted", account_ids: [owing] },
  ]);
});

test("an account that was held joins the day's message again when it is free", async () => {
  const { engine, debtor, sql } = await planned({ accountsEach: 2 });
  const hold = {
    debtorId: debtor.id,
    accountId: debtor.accountIds[0],
    state: "on_hold",
    author: "test",
  };
  await placeHold(engine.deps, hold);
  await engine.tickAll();
  await liftHold(engine.deps, { ...hold, reason: "checked" });

  await engine.tickAll();

  expect(await sql`select distinct status from run`).toEqual([{ status: "active" }]);
  await engine.settle();
  expect(engine.sms.taken).toHaveLength(1);
  const [only] = await attemptsOf(engine.database);
  expect(only?.account_ids.toSorted()).toEqual(debtor.accountIds.toSorted());
});

test("where an opt-out covers the channel, the debtor's other number is not tried instead", async () => {
  const { engine, debtor, sql } = await planned();
  await engine.database.transaction((tx) =>
    upsertDebtors(
      tx,
      engine.world.keyring,
      [
        {
          reference: "C0",
          kind: "person",
          language: "en",
          zone: "Africa/Johannesburg",
          zoneSource: "consumer_stated",
          addresses: [
            { kind: "phone", value: "+27821000000" },
            { kind: "phone", value: "+27839999999" },
          ],
        },
      ],
      { clientId: engine.world.clientId, country: "ZA", source: "test", now: TUESDAY },
    ),
  );
  const [first] = await sql<{ id: string }[]>`
    select id from address where debtor_id = ${debtor.id} and kind = 'phone' order by rank, id limit 1`;
  await optOut(engine.deps, { addressId: first?.id ?? "", channel: "sms", source: "debtor" });

  await engine.settle();

  expect(engine.sms.taken).toEqual([]);
  expect(await attemptsOf(engine.database)).toMatchObject([{ status: "withdrawn" }]);
});

test("an opt-out of an address that two debtors share keeps the other's planned message back", async () => {
  const { engine, debtor } = await planned();
  const [other] = await addDebtors(engine.database, engine.world, { count: 1, from: 1 });
  await engine.database.sql`
    update address set hmac = (select hmac from address where debtor_id = ${debtor.id} and kind = 'phone')
    where debtor_id = ${other?.id ?? ""} and kind = 'phone'`;
  await engine.enrolAll();
  await engine.tickAll();
  const [mine] = await engine.database.sql<{ id: string }[]>`
    select id from address where debtor_id = ${debtor.id} and kind = 'phone'`;

  await optOut(engine.deps, { addressId: mine?.id ?? "", channel: "sms", source: "debtor" });
  await engine.settle();

  expect(engine.sms.taken).toEqual([]);
  expect(await attemptsOf(engine.database)).toMatchObject([
    { status: "withdrawn" },
    { status: "withdrawn" },
  ]);
});

test("a node that is called null is a node like any other", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 1 });
  const config = { template: "reminder", purpose: "collection" };
  const wait = {
    type: "wait-for",
    config: { events: [{ id: "paid", event: "paid" }], deadline: { kind: "days", days: 1 } },
  };
  await publish(
    engine.database,
    flowOf("Named null", {
      nodes: {
        start: {
          type: "start",
          config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
        },
        ask: { type: "sms", config },
        null: wait,
        done: { type: "goal", config: { name: "Paid" } },
        over: { type: "end", config: { reason: "asked" } },
      },
      edges: [
        ["start", "next", "ask"],
        ["ask", "sent", "null"],
        ["null", "paid", "done"],
        ["null", "timeout", "over"],
      ],
    }),
  );
  await engine.enrolAll();

  await engine.settle();
  await engine.setTime(new Date(WEDNESDAY.getTime() + 60_000));
  await engine.settle();

  expect(engine.sms.taken).toHaveLength(1);
  expect(await engine.database.sql`select ended_reason from run`).toEqual([
    { ended_reason: "asked" },
  ]);
});
