import { endpoints } from "@fairflow/contract";
import { addApiKey, newId, revokeApiKey } from "@fairflow/db";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "./active-law.ts";
import { makeToken } from "./api-key-token.ts";
import { keyHolders } from "./key-holder.ts";
import { answerOf, errorOf, testApp, type Asking } from "../test-app.ts";

const app = await testApp();
const { database, withKey } = app;
await activateLaw(app.database);
const person = await samplePerson(app);
const dialer = await withKey("dialer", ["may-contact", "contacts"]);

const ASKED = { account: "INV-2040", channel: "call" } as const;
/** A Tuesday at noon in Johannesburg, weeks ahead. */
const NOON = "2027-03-02T12:00:00+02:00";

async function may(asking: Asking, body: unknown) {
  const response = await asking("POST", "/v1/may-contact", { body });
  return (await answerOf(endpoints.mayContact, response)).answers;
}

async function report(asking: Asking, contacts: readonly unknown[], headers = {}) {
  return asking("POST", "/v1/contacts", { body: { contacts }, headers });
}

test("another system learns whom it may call, why not, and until when", async () => {
  const answers = await may(dialer, {
    questions: [
      { id: "noon", ...ASKED, at: NOON },
      { id: "night", ...ASKED, at: "2027-03-02T23:00:00+02:00" },
      { id: "who", account: "INV-0", channel: "call" },
      { id: "letters", ...ASKED, address: "not a number" },
    ],
  });

  expect(
    answers.map(({ id, verdict, until, problem }) => ({ id, verdict, until, problem })),
  ).toEqual([
    { id: "noon", verdict: "allowed", until: null, problem: null },
    { id: "night", verdict: "deferred", until: "2027-03-03T06:00:00.000Z", problem: null },
    { id: "who", verdict: "forbidden", until: null, problem: "unknown-account" },
    { id: "letters", verdict: "forbidden", until: null, problem: "unreadable-address" },
  ]);
  expect(answers[1]?.rules[0]?.words).not.toBe("");
  expect(answers[1]?.words).toMatch(/^Not yet: ./);
});

test("a debtor is found by the client's number of them, however it is spaced, and only with that client", async () => {
  const [client] = await database.sql<{ name: string }[]>`select name from client`;
  const debtor = { debtor: "c 1001", channel: "call", at: NOON };

  const answers = await may(dialer, {
    questions: [debtor, { ...debtor, client: client?.name }, { ...debtor, client: "Another" }],
  });

  expect(answers.map(({ verdict, problem }) => problem ?? verdict)).toEqual([
    "allowed",
    "allowed",
    "unknown-account",
  ]);
});

test.for(["082 123 4567", "+27 82 123 4567", "0027821234567", "+27 (0)82 123 4567", "27821234567"])(
  "who opted out is not called, whatever the spelling: %s",
  async (address) => {
    const ask = () => may(dialer, { questions: [{ ...ASKED, address, at: NOON }] });
    expect(await ask()).toMatchObject([{ verdict: "allowed" }]);
    const [phone] = await database.sql<{ hmac: Uint8Array }[]>`
    select hmac from address where kind = 'phone'`;
    await database.sql`
    insert into suppression (address_hmac, channel, reason, source, since)
    values (${phone?.hmac ?? Buffer.of()}, 'call', 'opted_out', 'test', now())`;

    expect(await ask()).toMatchObject([
      { verdict: "forbidden", words: expect.stringMatching(/^Not allowed: ./) },
    ]);

    await database.sql`delete from suppression`;
  },
);

test("rows that are wrong are told with field and reason, and the good ones are kept", async () => {
  const at = new Date(Date.now() - 86_400_000).toISOString();
  const good = { id: "call 1", ...ASKED, at, outcome: "no_answer", agent: "a7" };
  const response = await report(dialer, [
    good,
    { ...good, id: "call 2", outcome: "shouted" },
    { ...good, id: "call 3", account: "INV-0" },
    { ...good, id: "call 4", at: "2030-01-01T00:00:00Z" },
    { ...good, id: "call 5", surname: "Mokoena" },
    good,
  ]);
  const told = await answerOf(endpoints.reportContacts, response);

  expect(told.rows.map(({ result, problems }) => [result, problems[0]?.field])).toEqual([
    ["recorded", undefined],
    ["refused", "outcome"],
    ["refused", "account"],
    ["refused", "at"],
    ["refused", expect.any(String)],
    ["known", undefined],
  ]);
  expect(JSON.stringify(told)).not.toContain("Mokoena");
  expect(told).toMatchObject({ recorded: 1, known: 1, refused: 4 });
  expect(
    await database.sql`
      select channel, outcome, agent, provider, reported_at is not null as reported from attempt
      where debtor_id = ${person.debtorId} and reported_at is not null`,
  ).toEqual([
    {
      channel: "call",
      outcome: "no_answer",
      agent: "a7",
      provider: "outside:dialer",
      reported: true,
    },
  ]);
});

test("a named request is done once; something else under its name is refused", async () => {
  const at = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const contact = { id: "named 1", ...ASKED, at, outcome: "no_answer" };
  const name = { "idempotency-key": "batch-1" };

  const first = await (await report(dialer, [contact], name)).json();
  const again = await (await report(dialer, [contact], name)).json();
  const other = await report(dialer, [{ ...contact, id: "named 2" }], name);

  expect(first).toMatchObject({ recorded: 1 });
  expect(again).toEqual(first);
  expect(other.status).toBe(422);
  expect((await errorOf(other)).code).toBe("invalid");
});

test("of two same requests at once one is done", async () => {
  const at = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const contact = { id: "at once", ...ASKED, at, outcome: "no_answer" };
  const name = { "idempotency-key": "at-once" };

  const two = await Promise.all([report(dialer, [contact], name), report(dialer, [contact], name)]);
  const statuses = two.map(({ status }) => status).toSorted((a, b) => a - b);
  const later = await answerOf(endpoints.reportContacts, await report(dialer, [contact], name));

  expect([
    [200, 200],
    [200, 409],
  ]).toContainEqual(statuses);
  expect(later).toMatchObject({ recorded: 1, known: 0 });
});

test("a request that failed may be named again", async () => {
  const name = { "idempotency-key": "failed" };
  const bad = await dialer("POST", "/v1/may-contact", { body: { questions: [] }, headers: name });
  const good = await dialer("POST", "/v1/may-contact", {
    body: { questions: [ASKED] },
    headers: name,
  });

  expect([bad.status, good.status]).toEqual([422, 200]);
});

test("a reservation is an attempt on record, and is named when the call is reported", async () => {
  // Service calls may be made at this hour of any day of the year that the tests run on.
  const [answer] = await may(dialer, {
    questions: [{ ...ASKED, purpose: "reply_to_consumer" }],
    reserve: true,
  });
  const rows = await database.sql`
    select status, verdict, provider, reserved_until is not null as is_reserved from attempt
    where purpose = 'reply_to_consumer'`;

  expect(rows).toEqual([
    {
      status: answer?.verdict === "allowed" ? "planned" : answer?.verdict,
      verdict: answer?.verdict,
      provider: "outside:dialer",
      is_reserved: answer?.verdict === "allowed",
    },
  ]);
});

test("a slot is given back by the system that keeps it, and by no other", async () => {
  const other = await withKey("other-dialer", ["may-contact"]);
  const id = newId();
  await database.sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, account_ids, channel, purpose, status, planned_for, not_before,
      merges, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch, created_at,
      provider, reserved_until)
    select shard_of(${person.debtorId}), ${id}, ${person.debtorId}, client_id, id, array[${person.accountId}::uuid], 'call',
      'service', 'planned', current_date, now(), false, 'allowed', '{}', '{}', '{}'::jsonb, '{}', now(), 0, now(),
      'outside:dialer', now() + interval '5 minutes' from portfolio`;
  const release = async (asking: Asking) => {
    const response = await asking("POST", `/v1/reservations/${id}/release`);
    return (await answerOf(endpoints.releaseReservation, response)).released;
  };

  expect([await release(other), await release(dialer), await release(dialer)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(await database.sql`select status from attempt where id = ${id}`).toEqual([
    { status: "withdrawn" },
  ]);
});

test("what was reported stands on the debtor's timeline, and what was against a rule as that", async () => {
  const night = new Date(Date.now() - 5 * 86_400_000);
  night.setUTCHours(22, 30, 0, 0);
  await report(dialer, [
    { id: "late", ...ASKED, at: night.toISOString(), outcome: "no_answer" },
    { id: "in", ...ASKED, at: night.toISOString(), outcome: "conversation", direction: "inbound" },
  ]);

  const response = await app.as.manager("GET", `/api/debtors/${person.debtorId}/timeline`);
  const { entries } = await answerOf(endpoints.timeline, response);

  expect(
    entries
      .filter(({ atMs }) => atMs === night.getTime())
      .map(({ title, detail }) => [title, detail]),
  ).toEqual(
    expect.arrayContaining([
      ["Call by dialer, against a rule", "no answer"],
      ["Call from the debtor", "conversation"],
    ]),
  );
});

test("while all sending is paused nobody may be called either", async () => {
  const pause = (on: boolean) =>
    app.as.admin("POST", "/api/sending", { body: { on, reason: "A mistake in a text" } });
  await pause(false);

  const [answer] = await may(dialer, { questions: [{ ...ASKED, at: NOON }] });

  expect(answer).toMatchObject({ verdict: "forbidden", problem: "all-contact-paused" });
  await pause(true);
});

test("cookies open nothing, and what a browser says of its origin does not matter", async () => {
  const session = await app.as.admin("POST", "/v1/may-contact", { body: { questions: [ASKED] } });
  const foreign = await dialer("POST", "/v1/may-contact", {
    body: { questions: [{ ...ASKED, at: NOON }] },
    headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
  });

  expect([session.status, foreign.status]).toEqual([401, 200]);
});

test("a key that is revoked lets in nobody, and one that is wrong too often has to wait", async () => {
  const spoiled = await withKey("spoiled", ["may-contact"]);
  const body = { questions: [{ ...ASKED, at: NOON }] };
  expect((await spoiled("POST", "/v1/may-contact", { body })).status).toBe(200);
  await revokeApiKey(database, { key: { name: "spoiled" }, revokedBy: "test" }, new Date());

  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries += 1) {
    statuses.push((await spoiled("POST", "/v1/may-contact", { body })).status);
  }

  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect((await dialer("POST", "/v1/may-contact", { body })).status).toBe(200);
});

test("whoever is asked about at no address learns that, and each answer says which address was judged", async () => {
  const [phone] = await database.sql<{ id: string }[]>`select id from address where kind = 'phone'`;
  const asked = { ...ASKED, at: NOON };
  await database.sql`update address set state = 'gone_away' where kind = 'postal'`;

  const answers = await may(dialer, {
    questions: [
      asked,
      { ...asked, address: "082 123 4567" },
      { ...asked, address: "082 999 0000" },
      { ...asked, channel: "visit" },
    ],
  });

  expect(answers.map(({ problem, address }) => problem ?? address)).toEqual([
    { id: phone?.id, kind: "phone", isNamed: false },
    { id: phone?.id, kind: "phone", isNamed: true },
    { id: null, kind: "phone", isNamed: true },
    "no-usable-address",
  ]);
});

test("a key that asks too often is told when to ask again, and others are not kept waiting", async () => {
  const id = newId();
  const key = { id, ...makeToken(id) };
  await addApiKey(
    database,
    { id: key.id, name: "busy", scopes: ["may-contact"], hash: key.hash, madeBy: "test" },
    new Date(),
  );
  let now = new Date("2026-11-24T08:00:00Z");
  const holderOf = keyHolders({ database, realNow: () => now });
  const ask = () => holderOf(new Headers({ authorization: `Bearer ${key.text}` }), "::1");
  for (let n = 0; n < 50; n += 1) await ask();

  await expect(ask()).rejects.toMatchObject({ code: "too-many", retryAfterSeconds: 1 });
  now = new Date(now.getTime() + 1000);

  expect((await ask())?.name).toBe("busy");
});

test("a key that nobody made opens nothing", async () => {
  const response = await dialer("POST", "/v1/may-contact", {
    body: { questions: [ASKED] },
    headers: { authorization: `Bearer ffk_${"A".repeat(22)}_${"B".repeat(43)}` },
  });

  expect(response.status).toBe(401);
});

test("nothing of what other systems say is logged", () => {
  expect(app.logged.join("\n")).not.toMatch(/123 ?4567|Mokoena|INV-2040|ffk_/);
});

test("a rule of the house refuses in its own words", async () => {
  const evening: readonly (readonly [string, string])[] = [["15:00", "19:00"]];
  const week = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, evening]),
  );
  const added = await app.as.admin("POST", "/api/compliance/house-rules", {
    body: {
      kind: "window",
      title: "Calls after three",
      portfolioId: null,
      channels: ["call"],
      purposes: [],
      from: "2026-01-01",
      until: null,
      reason: "People work until three",
      week,
      holiday: "closed",
    },
  });
  expect(added.status).toBe(200);

  const [answer] = await may(dialer, { questions: [{ ...ASKED, at: NOON }] });

  expect(answer).toMatchObject({ verdict: "deferred", until: "2027-03-02T13:00:00.000Z" });
  expect(answer?.rules.map(({ words }) => words)).toEqual(["Calls after three"]);
});
