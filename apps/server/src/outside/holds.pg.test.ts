import { endpoints } from "@fairflow/contract";
import { newId, readClock, setClock } from "@fairflow/db";
import { askForEvents } from "@fairflow/engine";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp, type Asking } from "../test-app.ts";
import { activateLaw } from "./active-law.ts";

const ID_NUMBER = "800101 5009 08 7";
const app = await testApp();
const { database, as, withKey, deps } = app;
await activateLaw(database);
const { debtorId, accountId } = await samplePerson(app);
const counsellor = await withKey("counsellor", ["holds", "may-contact"]);

beforeEach(async () => {
  await database.sql`delete from task`;
  await database.sql`delete from hold`;
  const hmac = deps.keys().lookup("id_number", "8001015009087");
  await database.sql`update party set id_number_hmac = ${hmac} where debtor_id = ${debtorId}`;
});

async function report(asking: Asking, holds: readonly unknown[]) {
  const response = await asking("POST", "/v1/holds", { body: { holds } });
  return (await answerOf(endpoints.reportHolds, response)).rows;
}

async function callVerdict(): Promise<unknown> {
  const response = await counsellor("POST", "/v1/may-contact", {
    body: {
      questions: [{ account: "INV-2040", channel: "call", at: "2027-03-02T12:00:00+02:00" }],
    },
  });
  return (await answerOf(endpoints.mayContact, response)).answers[0]?.verdict;
}

function openHolds() {
  return database.sql`
    select debtor_id, account_id, state, author, evidence, next_event from hold where ended_at is null`;
}

test("a form about a person by their identity number holds everything of theirs at once", async () => {
  await database.sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, account_ids, channel, purpose, status, planned_for, not_before,
      merges, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch, created_at)
    select shard_of(${debtorId}), ${newId()}, ${debtorId}, client_id, id, array[${accountId}::uuid], 'sms', 'service',
      'planned', current_date, now(), false, 'allowed', '{}', '{}', '{}'::jsonb, '{}', now(), 0, now() from portfolio`;
  expect(await callVerdict()).toBe("allowed");

  const rows = await report(counsellor, [
    {
      idNumber: ID_NUMBER,
      state: "deceased",
      document: "DHA-1663/2026",
      documentDate: "2026-11-20",
    },
  ]);

  expect(rows).toMatchObject([{ row: 1, result: "placed", problems: [] }]);
  expect(await callVerdict()).toBe("forbidden");
  expect(await openHolds()).toEqual([
    {
      debtor_id: debtorId,
      account_id: null,
      state: "deceased",
      author: "api:counsellor",
      evidence: { document: "DHA-1663/2026", documentDate: "2026-11-20" },
      next_event: null,
    },
  ]);
  expect(
    await database.sql`select status from attempt where channel = 'sms' and purpose = 'service'`,
  ).toEqual([{ status: "withdrawn" }]);
});

test.for(["co_debtor", "surety"])(
  "a form about whoever is %s on an account holds that account, and no other of its debtor",
  async (role) => {
    const partyId = await party(role);

    const rows = await report(counsellor, [{ idNumber: "7501015009081", state: "insolvent" }]);

    expect(rows).toMatchObject([{ row: 1, result: "placed" }]);
    expect(await openHolds()).toMatchObject([
      { debtor_id: debtorId, account_id: accountId, state: "insolvent" },
    ]);
    expect(await callVerdict()).toBe("forbidden");
    await forget(partyId);
  },
);

test("who only speaks for a debtor owes nothing, and who owes twice in one file is held there once", async () => {
  const attorney = await party("attorney");
  const unmatched = await report(counsellor, [{ idNumber: "7501015009081", state: "insolvent" }]);
  const both = await party("surety", "8001015009087");
  const whole = await report(counsellor, [{ idNumber: ID_NUMBER, state: "insolvent" }]);

  expect(unmatched).toMatchObject([{ result: "unmatched" }]);
  expect(whole.map(({ holds }) => holds.length)).toEqual([1]);
  expect(await openHolds()).toMatchObject([{ debtor_id: debtorId, account_id: null }]);
  await forget(attorney);
  await forget(both);
});

/** Somebody else in the debtor's file, with a part in the account. */
async function party(role: string, idNumber = "7501015009081"): Promise<string> {
  const id = newId();
  const hmac = deps.keys().lookup("id_number", idNumber);
  await database.sql`
    insert into party (id, debtor_id, is_debtor, kind, id_number_hmac, created_at)
    values (${id}, ${debtorId}, false, 'person', ${hmac}, now())`;
  await database.sql`
    insert into account_party (account_id, party_id, role) values (${accountId}, ${id}, ${role})`;
  return id;
}

async function forget(id: string): Promise<void> {
  await database.sql`delete from account_party where party_id = ${id}`;
  await database.sql`delete from party where id = ${id}`;
}

test("rows that match nobody are told by their number alone, and the good ones are placed", async () => {
  const rows = await report(counsellor, [
    { idNumber: "1234567890123", state: "deceased" },
    { account: "INV-2040", state: "on_hold" },
    { account: "INV-2040", state: "paid" },
    { idNumber: ID_NUMBER, account: "INV-2040", state: "on_hold" },
    { idNumber: ID_NUMBER, state: "debt_review", document: "signed by Thandi Mokoena" },
  ]);

  expect(rows.map(({ row, result, problems }) => [row, result, problems[0]?.field])).toEqual([
    [1, "unmatched", "idNumber"],
    [2, "placed", undefined],
    [3, "refused", "state"],
    [4, "refused", ""],
    [5, "refused", "document"],
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/1234567890123|Mokoena/);
  expect(app.logged.join("\n")).not.toMatch(/1234567890123|8001015009087|Mokoena/);
});

test("the next form of a review takes over what is expected next, and a task asks when it does not come", async () => {
  const { now } = await readClock(database);
  const day = (days: number) =>
    new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const form = { idNumber: ID_NUMBER, state: "debt_review" };
  await report(counsellor, [{ ...form, nextEvent: "form_17_2", nextEventBy: day(20) }]);
  const again = await report(counsellor, [
    { ...form, document: "17.2/77", nextEvent: "court_order", nextEventBy: day(60) },
  ]);
  expect(again).toMatchObject([{ result: "in-force" }]);
  expect(await openHolds()).toMatchObject([
    { next_event: "court_order", evidence: { document: "17.2/77" } },
  ]);

  await setClock(database, { speed: 0, now: new Date(now.getTime() + 30 * 86_400_000) });
  expect(await askForEvents(database)).toBe(0);
  await setClock(database, { speed: 0, now: new Date(now.getTime() + 62 * 86_400_000) });
  expect(await askForEvents(database)).toBe(1);
  expect(await askForEvents(database)).toBe(0);

  const tasks = () => database.sql`select kind, title, team, status from task`;
  const task = {
    kind: "expected_event",
    title: "debt review: court order has not come",
    team: "Compliance",
  };
  expect(await tasks()).toEqual([{ ...task, status: "open" }]);
  await report(counsellor, [{ ...form, nextEvent: "clearance", nextEventBy: day(90) }]);
  expect(await tasks()).toEqual([{ ...task, status: "cancelled" }]);
  await setClock(database, "real-time");
});

test("a hold is lifted only by an event that its rules name", async () => {
  const [placed] = await report(counsellor, [{ idNumber: ID_NUMBER, state: "debt_review" }]);
  const id = placed?.holds[0] ?? "";
  const lift = (reason: string) =>
    counsellor("POST", `/v1/holds/${id}/lift`, { body: { reason, evidence: "CLR-9" } });

  const wrong = await lift("because");
  const right = await lift("clearance_certificate");
  const twice = await lift("clearance_certificate");

  expect([wrong.status, right.status, twice.status]).toEqual([422, 200, 404]);
  expect((await errorOf(wrong)).message).toContain("clearance_certificate");
  expect(await openHolds()).toEqual([]);
  const trail = await database.sql`
    select actor_kind, action, reason from audit where subject_id = ${id} order by id`;
  expect(trail).toEqual([
    { actor_kind: "api", action: "hold.place", reason: null },
    { actor_kind: "api", action: "hold.lift", reason: "clearance_certificate" },
  ]);
});

test("a dispute is not lifted by hand", async () => {
  const id = newId();
  await database.sql`
    insert into hold (id, debtor_id, account_id, state, since, author)
    values (${id}, ${debtorId}, ${accountId}, 'dispute_open', now(), 'test')`;

  const response = await as.specialist("POST", `/api/holds/${id}/lift`, {
    body: { reason: "placed_by_mistake" },
  });

  expect(response.status).toBe(409);
});

test("a specialist places a hold on one account with a note that nobody reads in the database", async () => {
  const body = {
    accountId,
    state: "on_hold",
    evidence: ["message:77"],
    note: "Thandi is in hospital",
    untilMs: Date.now() + 86_400_000,
  };
  const response = await as.specialist("POST", `/api/debtors/${debtorId}/holds`, { body });
  const { id, isNew } = await answerOf(endpoints.placeHold, response);

  expect(isNew).toBe(true);
  expect(await callVerdict()).toBe("allowed");
  const [hold] = await database.sql<{ note: Uint8Array; evidence: unknown; author: string }[]>`
    select note, evidence, author from hold where id = ${id}`;
  expect(hold?.evidence).toEqual({ ids: "message:77" });
  expect(Buffer.from(hold?.note ?? []).includes("hospital")).toBe(false);
  const note = deps
    .keys()
    .decryptText({ table: "hold", column: "note", row: id }, hold?.note ?? Buffer.of());
  expect(note).toBe(body.note);
  const trail = await database.sql<{ after: unknown }[]>`
    select after from audit where subject_id = ${id}`;
  expect(JSON.stringify(trail)).not.toContain("hospital");
});

test("a hold that is until further notice keeps the account until it is lifted", async () => {
  const placed = await as.specialist("POST", `/api/debtors/${debtorId}/holds`, {
    body: { accountId, state: "on_hold" },
  });
  const { id } = await answerOf(endpoints.placeHold, placed);
  expect(await callVerdict()).toBe("forbidden");

  const lifted = await as.specialist("POST", `/api/holds/${id}/lift`, {
    body: { reason: "hold_lifted" },
  });

  expect(lifted.status).toBe(200);
  expect(await callVerdict()).toBe("allowed");
});

test("a hold that is placed again for longer lasts longer, keeps its note, and is on the trail", async () => {
  const day = (count: number) => Date.now() + count * 86_400_000;
  const place = async (untilMs: number | undefined, note: string) => {
    const response = await as.specialist("POST", `/api/debtors/${debtorId}/holds`, {
      body: { accountId, state: "on_hold", untilMs, note },
    });
    return answerOf(endpoints.placeHold, response);
  };
  const { id } = await place(day(1), "In hospital");
  const again = await place(undefined, "Still there");

  expect(again).toEqual({ id, isNew: false });
  const [hold] = await database.sql<{ until: Date | null; note: Uint8Array }[]>`
    select until, note from hold where id = ${id}`;
  const sealed = hold?.note ?? Buffer.of();
  const note = deps.keys().decryptText({ table: "hold", column: "note", row: id }, sealed);
  expect([hold?.until, note]).toEqual([null, "In hospital\n\nStill there"]);
  const trail = await database.sql<{ action: string; after: unknown }[]>`
    select action, after from audit where subject_id = ${id} order by id`;
  expect(trail).toMatchObject([
    { action: "hold.place", after: { until: expect.any(String) } },
    { action: "hold.update", after: { until: null } },
  ]);
});

test("a hold that was placed by mistake is lifted by the system that placed it, or by hand with what shows it", async () => {
  const placed = await report(counsellor, [{ account: "INV-2040", state: "on_hold" }]);
  const byHand = await report(counsellor, [{ account: "INV-2040", state: "debt_review" }]);
  const [first, second] = [placed[0]?.holds[0] ?? "", byHand[0]?.holds[0] ?? ""];
  const another = await withKey("another", ["holds"]);
  const reason = "placed_by_mistake";
  const lift = async (asking: Asking, path: string, body: unknown) =>
    (await asking("POST", path, { body })).status;

  const statuses = [
    await lift(another, `/v1/holds/${first}/lift`, { reason }),
    await lift(counsellor, `/v1/holds/${first}/lift`, { reason }),
    await lift(as.specialist, `/api/holds/${second}/lift`, { reason }),
    await lift(as.specialist, `/api/holds/${second}/lift`, { reason, evidence: "mail:7" }),
  ];

  expect(statuses).toEqual([409, 200, 422, 200]);
});

test.for(["0000000000000", "9999 9999", "UNKNOWN-1", "n/a", "1234"])(
  "a number that stands for no number holds nobody: %s",
  async (idNumber) => {
    const hmac = deps
      .keys()
      .lookup("id_number", idNumber.replace(/[^A-Za-z0-9]/g, "").toUpperCase());
    await database.sql`update party set id_number_hmac = ${hmac} where debtor_id = ${debtorId}`;

    const rows = await report(counsellor, [{ idNumber, state: "deceased" }]);

    expect(rows).toMatchObject([{ result: "refused", problems: [{ field: "idNumber" }] }]);
    expect(await openHolds()).toEqual([]);
  },
);

test("a number that more than five debtors have needs a word that it is meant so", async () => {
  const hmac = deps.keys().lookup("id_number", "8001015009087");
  for (let n = 0; n < 5; n += 1) {
    const id = newId();
    await database.sql`
      insert into debtor (id, shard, kind, language, zone, zone_source, created_at)
      select ${id}, shard_of(${id}), kind, language, zone, zone_source, created_at from debtor where id = ${debtorId}`;
    await database.sql`
      insert into party (id, debtor_id, is_debtor, kind, id_number_hmac, created_at)
      values (${newId()}, ${id}, true, 'person', ${hmac}, now())`;
  }
  const row = { idNumber: ID_NUMBER, state: "deceased" };

  const unsaid = await report(counsellor, [row]);
  expect(unsaid).toMatchObject([{ result: "refused", problems: [{ field: "confirm" }] }]);
  expect(await openHolds()).toEqual([]);
  const said = await report(counsellor, [{ ...row, confirm: true }]);

  expect(said[0]?.holds).toHaveLength(6);
});
