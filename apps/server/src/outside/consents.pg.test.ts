import { endpoints } from "@fairflow/contract";
import { newId } from "@fairflow/db";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { activateLaw } from "./active-law.ts";

const app = await testApp();
const { database, as, deps, withKey } = app;
await activateLaw(database);
const { debtorId } = await samplePerson(app);
const system = await withKey("crm", ["consents", "may-contact"]);
const NOON = "2027-03-02T12:00:00+02:00";
const LAST_WEEK = new Date(Date.now() - 7 * 86_400_000);
const [phone] = await database.sql<{ id: string }[]>`select id from address where kind = 'phone'`;

beforeEach(async () => {
  await database.sql`truncate consent`;
});

async function marketing(): Promise<unknown> {
  const response = await system("POST", "/v1/may-contact", {
    body: {
      questions: [{ account: "INV-2040", channel: "sms", purpose: "marketing", at: NOON }],
    },
  });
  return (await answerOf(endpoints.mayContact, response)).answers[0]?.verdict;
}

async function report(...consents: readonly Readonly<Record<string, unknown>>[]) {
  const response = await system("POST", "/v1/consents", {
    body: {
      consents: consents.map((consent) => ({
        account: "INV-2040",
        channel: "sms",
        purpose: "marketing",
        how: "page",
        at: LAST_WEEK.toISOString(),
        evidence: "form-17",
        ...consent,
      })),
    },
  });
  return (await answerOf(endpoints.reportConsents, response)).rows;
}

async function listed() {
  const response = await as.manager("GET", `/api/debtors/${debtorId}/consents`);
  return answerOf(endpoints.debtorConsents, response);
}

test("another system records a consent and takes it back, and the gate follows at once", async () => {
  const before = await marketing();
  const [row] = await report({ address: "082 123 4567" });
  const [again] = await report({ address: "+27 82 123 4567" });
  const given = await marketing();
  const took = await system("POST", `/v1/consents/${row?.consent}/withdraw`, {
    body: { how: "message", at: new Date().toISOString(), evidence: "inbox:9" },
  });
  const twice = await system("POST", `/v1/consents/${row?.consent}/withdraw`, {
    body: { how: "message", at: new Date().toISOString() },
  });

  expect(row).toMatchObject({ row: 1, result: "recorded", problems: [] });
  expect(again).toEqual({ ...row, result: "known" });
  expect([before, given, await marketing()]).toEqual(["forbidden", "allowed", "forbidden"]);
  expect([took.status, twice.status]).toEqual([200, 409]);
  expect((await listed()).consents).toMatchObject([
    {
      channel: "sms",
      purpose: "marketing",
      addressId: phone?.id,
      how: "page",
      evidence: "form-17",
      recordedBy: "crm",
      withdrawn: { how: "message", evidence: "inbox:9", by: "crm" },
    },
  ]);
});

test.for<[string, Readonly<Record<string, unknown>>, string, string]>([
  ["an account that nobody knows", { account: "INV-9" }, "unmatched", "account"],
  ["an address of nobody in the file", { address: "082 999 9999" }, "refused", "address"],
  ["what is no number", { address: "Thandi" }, "refused", "address"],
  ["an instant to come", { at: "2036-01-01T00:00:00Z" }, "refused", "at"],
  ["a rule that asks for nothing", { rule: "za.hours.law" }, "refused", "rule"],
  ["no proof", { evidence: undefined }, "refused", "evidence"],
  ["a name as proof", { evidence: "Thandi Mokoena" }, "refused", "evidence"],
  ["a channel that is none", { channel: "pigeon" }, "refused", "channel"],
])("a row with %s is told, and the good one is kept", async ([, fault, result, field]) => {
  const [bad, good] = await report(fault, {});

  expect(bad).toMatchObject({ row: 1, result, consent: null, problems: [{ field }] });
  expect(good).toMatchObject({ row: 2, result: "recorded" });
});

test("a specialist records a debtor's consent, sees it with what the rules ask for, and it stands on the timeline and the trail", async () => {
  const body = {
    channel: "sms",
    purpose: "marketing",
    rule: "za.consent.marketing",
    how: "call",
    givenAtMs: LAST_WEEK.getTime(),
    evidence: "rec-4",
  };
  const response = await as.specialist("POST", `/api/debtors/${debtorId}/consents`, { body });
  const { id, isNew } = await answerOf(endpoints.recordConsent, response);
  const given = await marketing();
  const took = await as.specialist("POST", `/api/consents/${id}/withdraw`, {
    body: { how: "letter", atMs: Date.now() },
  });

  expect(isNew).toBe(true);
  expect(given).toBe("allowed");
  expect(took.status).toBe(200);
  expect(await marketing()).toBe("forbidden");
  const { consents, rules } = await listed();
  expect(consents).toMatchObject([
    { id, recordedBy: "The specialist", withdrawn: { how: "letter" } },
  ]);
  expect(rules).toMatchObject([{ id: "za.consent.marketing", asksFor: expect.any(String) }]);
  const timeline = await answerOf(
    endpoints.timeline,
    await as.manager("GET", `/api/debtors/${debtorId}/timeline`),
  );
  expect(
    timeline.entries
      .filter((entry) => entry.id.startsWith(id))
      .map(({ title, detail }) => ({ title, detail })),
  ).toEqual([
    { title: "Took consent back: SMS for marketing", detail: null },
    { title: "Consented: SMS for marketing", detail: "Shown by rec-4" },
  ]);
  expect(
    await database.sql`
      select action, actor_kind from audit where subject_kind = 'consent' and subject_id = ${id} order by action`,
  ).toEqual([
    { action: "consent.record", actor_kind: "user" },
    { action: "consent.withdraw", actor_kind: "user" },
  ]);
});

test("nobody consents for somebody else in their file", async () => {
  const [partyId, addressId] = [newId(), newId()];
  const hmac = deps.keys().lookup("phone", "+27835550101");
  await database.sql`
    insert into party (id, debtor_id, is_debtor, kind, created_at) values (${partyId}, ${debtorId}, false, 'person', now())`;
  await database.sql`
    insert into address (id, debtor_id, party_id, kind, line_type, value, hmac, state_at, source, created_at)
    values (${addressId}, ${debtorId}, ${partyId}, 'phone', 'mobile', ${hmac}, ${hmac}, now(), 'feed', now())`;
  const body = { addressId, how: "call", givenAtMs: LAST_WEEK.getTime(), evidence: "rec-6" };

  const [reported] = await report({ address: "083 555 0101" });
  const atDesk = await as.admin("POST", `/api/debtors/${debtorId}/consents`, { body });
  await database.sql`delete from address where id = ${addressId}`;
  await database.sql`delete from party where id = ${partyId}`;

  expect(reported).toMatchObject({ result: "refused", problems: [{ field: "address" }] });
  expect(atDesk.status).toBe(404);
  expect((await listed()).consents).toEqual([]);
});

test("a consent is about the debtor's own addresses and the rules of their packs, and nobody gives one tomorrow", async () => {
  const ask = async (of: Readonly<Record<string, unknown>>) => {
    const body = { how: "call", givenAtMs: LAST_WEEK.getTime(), evidence: "rec-5", ...of };
    const response = await as.admin("POST", `/api/debtors/${debtorId}/consents`, { body });
    return [response.status, (await errorOf(response)).message];
  };

  expect(await ask({ addressId: debtorId })).toEqual([404, expect.stringContaining("address")]);
  expect(await ask({ rule: "us.tcpa.pec" })).toEqual([422, expect.stringContaining("packs")]);
  expect(await ask({ givenAtMs: Date.now() + 86_400_000 })).toEqual([
    422,
    expect.stringContaining("future"),
  ]);
});
