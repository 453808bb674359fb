import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { backendsWaiting, holding } from "../fixtures/waiting-for.ts";
import { laneOfDebtor } from "../lane.ts";
import { claimAttempts } from "../sending/claim-attempts.ts";
import { optOut } from "./addresses.ts";
import { liftHold, placeHold } from "./holds.ts";
import { mayContact, reserveContacts, type ContactQuestion } from "./may-contact.ts";
import { recordPayment } from "./payments.ts";
import { recordContacts, type ReportedContact } from "./record-contacts.ts";
import { expireReservations } from "./reservations.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CAP_RULE = "us-nyc.3in7";
const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** One debtor under the law of New York City: three attempts in seven days are the most, answered or not. */
async function oneDebtor() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await engine.database.sql`
    update portfolio set pack_ids = '{us-federal-states}', collector_kind = 'third_party', subdivision = 'US-NY-NYC'`;
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  if (debtor === undefined) throw new Error("No debtor was made");
  const call: ContactQuestion = {
    debtorId: debtor.id,
    accountId: debtor.accountIds[0] ?? "",
    clientId: engine.world.clientId,
    channel: "call",
    purpose: "collection",
    address: null,
  };
  return { engine, debtor, call, sql: engine.database.sql };
}

const DIALER = { source: "dialer", author: "api:dialer" } as const;

function contact(call: ContactQuestion, of: Partial<ReportedContact> = {}): ReportedContact {
  return {
    ...call,
    outsideId: "1",
    at: TUESDAY,
    direction: "outbound",
    outcome: "no_answer",
    reached: null,
    agent: null,
    addressHmac: null,
    reservation: null,
    ...of,
  };
}

function kindsOf(answers: Awaited<ReturnType<typeof mayContact>>) {
  return answers.map(({ judgement }) => judgement?.verdict.kind);
}

/** Puts two calls into the history, so that one slot is left. */
async function twoContacts(engine: EngineUnderTest, call: ContactQuestion): Promise<void> {
  const days = [2, 1].map((ago) => new Date(TUESDAY.getTime() - ago * DAY_MS));
  await recordContacts(
    engine.deps,
    days.map((at, index) => contact(call, { at, outsideId: `earlier ${index}` })),
    DIALER,
  );
}

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

test("a hold takes a reservation back, and what is dialled all the same is a breach", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  const [reserved] = await reserveContacts(engine.deps, [call], { minutes: 5, source: "dialer" });
  await engine.setTime(new Date(TUESDAY.getTime() + MINUTE_MS));
  await placeHold(engine.deps, { debtorId: debtor.id, state: "deceased", author: "test" });
  await engine.setTime(new Date(TUESDAY.getTime() + 2 * MINUTE_MS));

  const [made] = await recordContacts(
    engine.deps,
    [
      contact(call, {
        at: new Date(TUESDAY.getTime() + 2 * MINUTE_MS),
        reservation: reserved?.attemptId ?? null,
      }),
    ],
    DIALER,
  );

  expect(made).toMatchObject({ kind: "recorded", verdict: "forbidden" });
  expect(await sql`select status, verdict from attempt order by created_at, id`).toEqual([
    { status: "withdrawn", verdict: "allowed" },
    { status: "accepted", verdict: "forbidden" },
  ]);
});

test("a call that was made while its slot was kept has the verdict that was given before it", async () => {
  const { engine, call, sql } = await oneDebtor();
  const [reserved] = await reserveContacts(engine.deps, [call], { minutes: 5, source: "dialer" });
  // Told only after the reservation has run out.
  await engine.setTime(new Date(TUESDAY.getTime() + 60 * MINUTE_MS));
  await expireReservations(engine.deps);

  const at = new Date(TUESDAY.getTime() + 3 * MINUTE_MS);
  const made = await recordContacts(
    engine.deps,
    [contact(call, { at, reservation: reserved?.attemptId ?? null, agent: "a7" })],
    DIALER,
  );

  expect(made).toEqual([
    { kind: "recorded", attemptId: reserved?.attemptId, verdict: "allowed", rules: [] },
  ]);
  expect(
    await sql`select status, accepted_at, outcome, agent, provider, provider_id from attempt`,
  ).toEqual([
    {
      status: "accepted",
      accepted_at: at,
      outcome: "no_answer",
      agent: "a7",
      provider: "outside:dialer",
      provider_id: "1",
    },
  ]);
});

test("I5: a claim that waits for a report counts what it tells", async () => {
  const { engine, debtor, call } = await oneDebtor();
  await twoContacts(engine, call);
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );
  const reporting = recordContacts(engine.deps, [contact(call)], DIALER);
  await backendsWaiting(engine.database, 1);
  const claiming = claimAttempts(engine.deps, {
    lane: laneOfDebtor(debtor.id),
    channel: "sms",
    claimedBy: "worker-under-test",
  });
  await backendsWaiting(engine.database, 2);

  await release();
  await reporting;

  expect(await claiming).toEqual({ claimed: [], seen: 1 });
  expect(
    await engine.database.sql`
      select status, verdict_rules from attempt where reported_at is null`,
  ).toEqual([{ status: "deferred", verdict_rules: [CAP_RULE] }]);
});

test("two who report the same contact at once make one of it", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );
  const two = [1, 2].map(() => recordContacts(engine.deps, [contact(call)], DIALER));
  await backendsWaiting(engine.database, 2);

  await release();
  const kinds = (await Promise.all(two)).flat().map(({ kind }) => kind);

  expect(kinds.toSorted()).toEqual(["known", "recorded"]);
  expect(await sql`select from attempt`).toHaveLength(1);
});

test("a contact outside the hours is recorded as the breach that it was, and counts", async () => {
  const { engine, call, sql } = await oneDebtor();
  const night = new Date("2026-11-23T21:30:00Z");

  const made = await recordContacts(engine.deps, [contact(call, { at: night })], DIALER);

  expect(made).toMatchObject([{ kind: "recorded", verdict: "deferred" }]);
  expect(
    await sql`
      select status, verdict, verdict_at, accepted_at, planned_for, verdict_until > verdict_at as later from attempt`,
  ).toEqual([
    {
      status: "accepted",
      verdict: "deferred",
      verdict_at: night,
      accepted_at: night,
      planned_for: "2026-11-23",
      later: true,
    },
  ]);
});

test("what happened after a contact does not make a breach of it", async () => {
  const { engine, debtor, call } = await oneDebtor();
  const address = await engine.database.sql<{ id: string }[]>`
    select id from address where kind = 'phone'`;
  const morning = new Date(TUESDAY.getTime() - 60 * MINUTE_MS);
  await placeHold(engine.deps, { debtorId: debtor.id, state: "deceased", author: "test" });
  await optOut(engine.deps, { addressId: address[0]?.id ?? "", channel: "call", source: "debtor" });
  await recordPayment(engine.deps, {
    accountId: call.accountId ?? "",
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });

  const late = contact(call, { at: morning, address: listed(address[0]?.id) });
  const made = await recordContacts(engine.deps, [late], DIALER);

  expect(made).toMatchObject([{ verdict: "allowed" }]);
});

test("a hold that has ended since makes a breach of a contact that was made under it", async () => {
  const { engine, debtor, call } = await oneDebtor();
  const hold = { debtorId: debtor.id, state: "deceased", author: "test" };
  await placeHold(engine.deps, hold);
  await engine.setTime(new Date(TUESDAY.getTime() + 10 * MINUTE_MS));
  await liftHold(engine.deps, { ...hold, reason: "state_corrected" });

  const at = new Date(TUESDAY.getTime() + 5 * MINUTE_MS);
  const made = await recordContacts(engine.deps, [contact(call, { at })], DIALER);

  expect(made).toMatchObject([
    { verdict: "forbidden", rules: ["us.hold.bankruptcy_deceased_minor"] },
  ]);
});

test("a report that comes late is counted in the order in which things happened", async () => {
  const { engine, call } = await oneDebtor();
  const days = [4, 3, 2, 1].map((ago) => new Date(TUESDAY.getTime() - ago * DAY_MS));
  const told = days.map((at, index) => contact(call, { at, outsideId: String(index) }));

  const made = await recordContacts(engine.deps, told.toReversed(), DIALER);

  // They are given from Monday back to Friday; Monday's is the fourth in the week.
  expect(
    made.map((each) => (each.kind === "recorded" ? each.rules.includes(CAP_RULE) : null)),
  ).toEqual([true, false, false, false]);
});

test("what the debtor says by themselves takes no slot", async () => {
  const { engine, call } = await oneDebtor();
  const inbound = [1, 2, 3].map((n) =>
    contact(call, { outsideId: String(n), direction: "inbound" }),
  );

  await recordContacts(engine.deps, inbound, DIALER);

  expect(kindsOf(await mayContact(engine.deps, [call]))).toEqual(["allowed"]);
});

test("whoever reached the debtor confirms the address, and a wrong number is wrong for all who share it", async () => {
  const { engine, call, sql } = await oneDebtor();
  const [phone] = await sql<{ id: string; hmac: Uint8Array }[]>`
    select id, hmac from address where kind = 'phone'`;
  const named = { address: listed(phone?.id), addressHmac: phone?.hmac ?? null };

  await recordContacts(engine.deps, [contact(call, { ...named, reached: "debtor" })], DIALER);
  expect(await sql`select state from address where kind = 'phone'`).toEqual([
    { state: "right_party" },
  ]);

  await recordContacts(
    engine.deps,
    [contact(call, { ...named, outsideId: "2", reached: "wrong-number" })],
    DIALER,
  );
  expect(await sql`select state from address where kind = 'phone'`).toEqual([
    { state: "wrong_party" },
  ]);
  expect(await sql`select kind from task`).toEqual([{ kind: "trace" }]);
  const suppressed = [{ channel: "any", reason: "wrong_party" }];
  const again = { ...call, address: { ...listed(phone?.id), suppressed } };
  expect(kindsOf(await mayContact(engine.deps, [again]))).toEqual(["forbidden"]);
});

test("a number that nobody's file has is refused where whoever has it opted out", async () => {
  const { engine, call } = await oneDebtor();
  const named = (suppressed: { channel: string; reason: string }[]) => ({
    ...call,
    address: { id: null, kind: "phone", suppressed },
  });

  const answers = await mayContact(engine.deps, [
    named([]),
    named([{ channel: "sms", reason: "opted_out" }]),
    named([{ channel: "call", reason: "opted_out" }]),
  ]);

  expect(kindsOf(answers)).toEqual(["allowed", "allowed", "forbidden"]);
});

function listed(id: string | undefined) {
  return { id: id ?? "", kind: "phone", suppressed: [] };
}

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
