import { expect, test } from "vitest";
import type { EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import {
  CAP_RULE,
  kindsOf,
  MINUTE_MS,
  oneDebtor,
  ownNumber,
  twoContacts,
} from "../fixtures/one-debtor.ts";
import { backendsWaiting, holding } from "../fixtures/waiting-for.ts";
import { switchSending } from "../sending/sending-switch.ts";
import { optOut, optOutByDigestIn } from "./addresses.ts";
import { mayContact, reserveContacts, type ContactQuestion } from "./may-contact.ts";
import { expireReservations } from "./reservations.ts";

test("of two dialers who want the last slot one gets it", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  await twoContacts(engine, call);
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );
  const two = ["one", "two"].map((source) =>
    reserveContacts(engine.deps, [call], { minutes: 5, source }),
  );
  await backendsWaiting(engine.database, 2);

  await release();
  const answers = (await Promise.all(two)).flat();

  expect(new Set(kindsOf(answers))).toEqual(new Set(["allowed", "deferred"]));
  const attempts = await sql`
    select status, verdict, verdict_rules from attempt where reported_at is null order by status`;
  expect(attempts).toEqual([
    { status: "deferred", verdict: "deferred", verdict_rules: [CAP_RULE] },
    { status: "planned", verdict: "allowed", verdict_rules: [] },
  ]);
});

test("in one question two calls to one person are not both given the last slot", async () => {
  const { engine, call } = await oneDebtor();
  await twoContacts(engine, call);

  const answers = await reserveContacts(engine.deps, [call, call], { minutes: 5, source: "d" });

  expect(kindsOf(answers)).toEqual(["allowed", "deferred"]);
});

test("a question without a reservation keeps nothing", async () => {
  const { engine, call, sql } = await oneDebtor();
  await twoContacts(engine, call);

  expect(kindsOf(await mayContact(engine.deps, [call, call]))).toEqual(["allowed", "allowed"]);
  expect(await sql`select from attempt where reported_at is null`).toEqual([]);
});

test("a later instant is answered for that instant", async () => {
  const { engine, call } = await oneDebtor();
  const night = new Date("2026-11-25T20:30:00Z");

  const [answer] = await mayContact(engine.deps, [{ ...call, at: night }]);

  expect(answer?.judgement?.verdict).toMatchObject({ kind: "deferred" });
});

test("a reservation that nobody used gives its slot back by itself", async () => {
  const { engine, call, sql } = await oneDebtor();
  await twoContacts(engine, call);
  await reserveContacts(engine.deps, [call], { minutes: 5, source: "d" });
  expect(kindsOf(await mayContact(engine.deps, [call]))).toEqual(["deferred"]);
  await engine.setTime(new Date(TUESDAY.getTime() + 5 * MINUTE_MS));

  await expireReservations(engine.deps);

  expect(kindsOf(await mayContact(engine.deps, [call]))).toEqual(["allowed"]);
  expect(await sql`select status from attempt where reported_at is null`).toEqual([
    { status: "withdrawn" },
  ]);
});

test("an SMS that another system reserved is never sent by us", async () => {
  const { engine, call } = await oneDebtor();
  await reserveContacts(engine.deps, [{ ...call, channel: "sms" }], { minutes: 5, source: "d" });

  await engine.settle();

  expect(engine.sms.taken).toEqual([]);
});

test("a number that nobody's file has is refused where whoever has it opted out", async () => {
  const { engine, call } = await oneDebtor();
  const hmac = Buffer.alloc(32, 7);
  const named = { ...call, address: { id: null, kind: "phone", hmac } };
  const bar = (channel: "sms" | "call") =>
    engine.database.transaction((tx) =>
      optOutByDigestIn(engine.deps, tx, { hmac, channel, source: "test" }),
    );
  const ask = async () => kindsOf(await mayContact(engine.deps, [named]));

  await bar("sms");
  expect(await ask()).toEqual(["allowed"]);
  await bar("call");

  expect(await ask()).toEqual(["forbidden"]);
});

test("a reservation that waits for an opt-out to commit is refused", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  const address = await ownNumber(engine);
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );
  const opting = optOut(engine.deps, {
    addressId: address.id ?? "",
    channel: "call",
    source: "debtor",
  });
  await backendsWaiting(engine.database, 1);
  const reserving = reserveContacts(engine.deps, [{ ...call, address }], {
    minutes: 5,
    source: "d",
  });
  await backendsWaiting(engine.database, 2);

  await release();
  await opting;

  expect(kindsOf(await reserving)).toEqual(["forbidden"]);
  expect(await sql`select status from attempt`).toEqual([{ status: "forbidden" }]);
});

test("the debtor as a whole is asked about with every open account of the portfolio", async () => {
  const { engine } = await oneDebtor();
  const [debtor] = await addDebtors(engine.database, engine.world, {
    count: 1,
    accountsEach: 3,
    from: 50,
  });
  const asked = question(debtor, engine);

  const [answer] = await mayContact(engine.deps, [asked]);

  expect(answer?.judgement?.contactCase.debts.map(({ debtId }) => debtId).toSorted()).toEqual(
    debtor?.accountIds.toSorted(),
  );
});

test("a debtor without an address that may be used is not called allowed, and an answer names its address", async () => {
  const { engine, call, sql } = await oneDebtor();
  const own = await ownNumber(engine);
  await sql`update address set state = 'gone_away' where kind = 'postal'`;
  const asked = [call, { ...call, channel: "visit" }, { ...call, channel: "portal" }];

  const advice = await mayContact(engine.deps, asked);
  const kept = await reserveContacts(engine.deps, asked, { minutes: 5, source: "d" });

  for (const [onPhone, visit, portal] of [advice, kept]) {
    expect(onPhone).toMatchObject({ address: { id: own.id, kind: "phone" }, problem: null });
    expect(visit).toMatchObject({
      address: null,
      attemptId: null,
      problem: "no-usable-address",
    });
    expect(portal?.problem).toBeNull();
  }
  expect(await sql`select from attempt where channel = 'visit'`).toEqual([]);
});

test("nothing is reserved once sending is switched off, and switching off waits for who is reserving", async () => {
  const { engine, debtor, call } = await oneDebtor();
  const reserve = () => reserveContacts(engine.deps, [call], { minutes: 5, source: "d" });
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );
  const first = reserve();
  await backendsWaiting(engine.database, 1);
  const off = switchSending(engine.database, { isOn: false, reason: "test", userId: "u" });
  await backendsWaiting(engine.database, 2);

  await release();
  await off;

  expect(kindsOf(await first)).toEqual(["allowed"]);
  expect(await reserve()).toMatchObject([{ judgement: null, problem: "all-contact-paused" }]);
});

test("an opt-out takes back what others reserved on that address, and on no other", async () => {
  const { engine, call, sql } = await oneDebtor();
  const address = await ownNumber(engine);
  await reserveContacts(engine.deps, [call, { ...call, channel: "email" }], {
    minutes: 5,
    source: "d",
  });

  await optOut(engine.deps, { addressId: address.id ?? "", channel: "call", source: "debtor" });

  expect(await sql`select channel, status from attempt order by channel`).toEqual([
    { channel: "call", status: "withdrawn" },
    { channel: "email", status: "planned" },
  ]);
});

test("a question that keeps nothing leaves the epoch as it is, and changes nobody's slots", async () => {
  const { engine, call, sql } = await oneDebtor();
  await twoContacts(engine, call);
  await reserveContacts(engine.deps, [call], { minutes: 5, source: "d" });
  const state = () => sql`select epoch from debtor`;
  const before = await state();

  const refused = await reserveContacts(engine.deps, [call], { minutes: 5, source: "d" });
  await engine.setTime(new Date(TUESDAY.getTime() + 10 * MINUTE_MS));
  await mayContact(engine.deps, [call]);

  expect(kindsOf(refused)).toEqual(["deferred"]);
  expect(await state()).toEqual(before);
  expect(await sql`select from attempt where status = 'planned'`).toHaveLength(1);
});

test("the sweep of reservations waits for nobody's lock", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  await reserveContacts(engine.deps, [call], { minutes: 5, source: "d" });
  await engine.setTime(new Date(TUESDAY.getTime() + 10 * MINUTE_MS));
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );

  const passedOver = await expireReservations(engine.deps);
  await release();

  expect([passedOver, await expireReservations(engine.deps)]).toEqual([0, 1]);
  expect(await sql`select status from attempt`).toEqual([{ status: "withdrawn" }]);
});

function question(debtor: MadeUpDebtor | undefined, engine: EngineUnderTest): ContactQuestion {
  return {
    debtorId: debtor?.id ?? "",
    accountId: null,
    clientId: engine.world.clientId,
    channel: "call",
    purpose: "collection",
    address: null,
  };
}
