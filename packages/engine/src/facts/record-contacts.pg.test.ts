import { expect, test } from "vitest";
import { publish, TUESDAY } from "../fixtures/made-up-world.ts";
import {
  CAP_RULE,
  contact,
  DAY_MS,
  DIALER,
  kindsOf,
  MINUTE_MS,
  oneDebtor,
  ownNumber,
  twoContacts,
} from "../fixtures/one-debtor.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { backendsWaiting, holding } from "../fixtures/waiting-for.ts";
import { laneOfDebtor } from "../lane.ts";
import { RecordedVerdict, replayVerdict } from "../law/recorded-verdict.ts";
import { claimAttempts } from "../sending/claim-attempts.ts";
import { optOut } from "./addresses.ts";
import { liftHold, placeHold } from "./holds.ts";
import { mayContact, reserveContacts } from "./may-contact.ts";
import { recordPayment } from "./payments.ts";
import { recordContacts } from "./record-contacts.ts";
import { expireReservations } from "./reservations.ts";

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
    route: { port: engine.sms, portfolios: { except: [] } },
    claimedBy: "worker-under-test",
  });
  await backendsWaiting(engine.database, 2);

  await release();
  await reporting;

  expect(await claiming).toMatchObject({ claimed: [], seen: 1 });
  expect(
    await engine.database.sql`
      select status, verdict_rules from attempt where reported_at is null`,
  ).toEqual([{ status: "deferred", verdict_rules: [CAP_RULE] }]);
});

test("I5: a report that waits for a reservation counts it", async () => {
  const { engine, debtor, call } = await oneDebtor();
  await twoContacts(engine, call);
  const release = await holding(
    engine.database,
    (held) => held`select from debtor where id = ${debtor.id} for update`,
  );
  const reserving = reserveContacts(engine.deps, [call], { minutes: 5, source: "another" });
  await backendsWaiting(engine.database, 1);
  const reporting = recordContacts(engine.deps, [contact(call)], DIALER);
  await backendsWaiting(engine.database, 2);

  await release();

  expect(kindsOf(await reserving)).toEqual(["allowed"]);
  expect(await reporting).toMatchObject([{ verdict: "deferred", rules: [CAP_RULE] }]);
});

test("I7: reports and reservations move the debtor's epoch on, so that what was planned before is judged anew", async () => {
  const { engine, call, sql } = await oneDebtor();
  const epochOf = async () =>
    (await sql<{ epoch: number }[]>`select epoch from debtor`)[0]?.epoch ?? 0;
  const before = await epochOf();

  await reserveContacts(engine.deps, [call], { minutes: 5, source: "d" });
  const reserved = await epochOf();
  await recordContacts(engine.deps, [contact(call)], DIALER);

  expect(reserved).toBeGreaterThan(before);
  expect(await epochOf()).toBeGreaterThan(reserved);
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
  const address = await ownNumber(engine);
  const morning = new Date(TUESDAY.getTime() - 60 * MINUTE_MS);
  await placeHold(engine.deps, { debtorId: debtor.id, state: "deceased", author: "test" });
  await optOut(engine.deps, { addressId: address.id ?? "", channel: "call", source: "debtor" });
  await recordPayment(engine.deps, {
    accountId: call.accountId ?? "",
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });

  const late = contact(call, { at: morning, address });
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
  const address = await ownNumber(engine);

  await recordContacts(engine.deps, [contact(call, { address, reached: "debtor" })], DIALER);
  expect(await sql`select state from address where kind = 'phone'`).toEqual([
    { state: "right_party" },
  ]);

  await recordContacts(
    engine.deps,
    [contact(call, { address, outsideId: "2", reached: "wrong-number" })],
    DIALER,
  );
  expect(await sql`select state from address where kind = 'phone'`).toEqual([
    { state: "wrong_party" },
  ]);
  expect(await sql`select kind from task`).toEqual([{ kind: "trace" }]);
  const again = { ...call, address };
  expect(kindsOf(await mayContact(engine.deps, [again]))).toEqual(["forbidden"]);
});

test("I2: what is recorded of contacts elsewhere can be asked again and says the same", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  const address = await ownNumber(engine);
  const unlisted = { id: null, kind: "phone", hmac: Buffer.alloc(32, 9) };
  await placeHold(engine.deps, { debtorId: debtor.id, state: "on_hold", author: "test" });
  await optOut(engine.deps, { addressId: address.id ?? "", channel: "call", source: "debtor" });
  await recordContacts(
    engine.deps,
    [4, 3, 2, 1, 0].map((ago) =>
      contact(call, {
        outsideId: String(ago),
        at: new Date(TUESDAY.getTime() - ago * DAY_MS - ago * 5 * 3_600_000),
        address: ago % 2 === 0 ? address : unlisted,
        direction: ago === 3 ? "inbound" : "outbound",
      }),
    ),
    DIALER,
  );
  await reserveContacts(engine.deps, [call, { ...call, purpose: "service" }], {
    minutes: 5,
    source: "d",
  });

  const rows = await sql`
    select verdict, verdict_until as until, verdict_reason as reason, verdict_rules as rules,
      verdict_warnings as warnings, verdict_without_fee as "withoutFee", verdict_packs as packs, verdict_zones as zones,
      verdict_inputs as inputs, verdict_law as law, verdict_at as at
    from attempt`;
  const replays = await Promise.all(
    rows.map(
      async (row) => (await replayVerdict(engine.deps.law, sql, RecordedVerdict.parse(row))).kind,
    ),
  );

  expect(replays).toEqual(rows.map(() => "same"));
  expect(new Set(rows.map(({ verdict }) => verdict)).size).toBeGreaterThan(1);
});
