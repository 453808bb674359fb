import { expect, test } from "vitest";
import { TUESDAY } from "../fixtures/made-up-world.ts";
import {
  CAP_RULE,
  contact,
  DIALER,
  MINUTE_MS,
  oneDebtor,
  ownNumber,
  twoContacts,
} from "../fixtures/one-debtor.ts";
import { placeHold } from "./holds.ts";
import { reserveContacts } from "./may-contact.ts";
import { recordContacts } from "./record-contacts.ts";
import { expireReservations } from "./reservations.ts";

test("of two calls under one reservation the second is its own, and counts the first", async () => {
  const { engine, call, sql } = await oneDebtor();
  await twoContacts(engine, call);
  const [reserved] = await reserveContacts(engine.deps, [call], { minutes: 5, source: "dialer" });
  await engine.setTime(new Date(TUESDAY.getTime() + 60 * MINUTE_MS));
  await expireReservations(engine.deps);
  const made = (minutes: number) =>
    contact(call, {
      outsideId: `call ${minutes}`,
      at: new Date(TUESDAY.getTime() + minutes * MINUTE_MS),
      reservation: reserved?.attemptId ?? null,
    });

  const answers = await recordContacts(engine.deps, [made(3), made(2)], DIALER);

  expect(answers).toMatchObject([
    { kind: "recorded", verdict: "deferred", rules: [CAP_RULE] },
    { kind: "recorded", verdict: "allowed", attemptId: reserved?.attemptId },
  ]);
  expect(await sql`select provider_id from attempt where provider_id like 'call%'`).toHaveLength(2);
});

test("a slot is kept no longer than the law allows the contact", async () => {
  const { engine, call, sql } = await oneDebtor();
  // Nine at night in Johannesburg.
  const shut = new Date("2026-11-24T19:00:00Z");
  await engine.setTime(new Date(shut.getTime() - 10 * MINUTE_MS));

  const [reserved] = await reserveContacts(engine.deps, [call], { minutes: 30, source: "dialer" });
  await engine.setTime(new Date(shut.getTime() + 5 * MINUTE_MS));
  const under = { reservation: reserved?.attemptId ?? null, at: shut };
  const [made] = await recordContacts(engine.deps, [contact(call, under)], DIALER);

  expect(reserved).toMatchObject({ reservedUntil: shut });
  expect(made).toMatchObject({ kind: "recorded", verdict: "deferred" });
  expect(await sql`select status from attempt where reserved_until is not null`).toEqual([
    { status: "withdrawn" },
  ]);
});

test("whoever keeps a slot loses it to a hold that keeps only demands back", async () => {
  const { engine, debtor, call, sql } = await oneDebtor();
  await reserveContacts(engine.deps, [call], { minutes: 30, source: "dialer" });

  const hold = { debtorId: debtor.id, state: "promise_open", author: "test" };
  await placeHold(engine.deps, hold);

  expect(await sql`select status from attempt`).toEqual([{ status: "withdrawn" }]);
});

test("a reservation covers its own address, purpose, direction and system, and nothing else", async () => {
  const { engine, call, sql } = await oneDebtor();
  const own = await ownNumber(engine);
  const [reserved] = await reserveContacts(engine.deps, [{ ...call, address: own }], {
    minutes: 5,
    source: "dialer",
  });
  const under = { reservation: reserved?.attemptId ?? null, address: own };
  const told = [
    contact(call, { ...under, purpose: "service", outsideId: "purpose" }),
    contact(call, { ...under, direction: "inbound", outsideId: "direction" }),
    contact(call, {
      ...under,
      address: { id: null, kind: "phone", hmac: Buffer.alloc(32, 9) },
      outsideId: "address",
    }),
  ];

  const others = await recordContacts(engine.deps, told, DIALER);
  const another = await recordContacts(engine.deps, [contact(call, under)], {
    source: "another",
    author: "api:another",
  });

  const ids = [...others, ...another].map((each) =>
    each.kind === "recorded" ? each.attemptId : null,
  );
  expect(ids).not.toContain(reserved?.attemptId);
  expect(new Set(ids).size).toBe(4);
  expect(await sql`select status from attempt where id = ${reserved?.attemptId ?? ""}`).toEqual([
    { status: "planned" },
  ]);
  const [own2] = await recordContacts(
    engine.deps,
    [contact(call, { ...under, outsideId: "own" })],
    DIALER,
  );
  expect(own2).toMatchObject({ attemptId: reserved?.attemptId });
});
