import { agreementEndpoints, outsideAgreementEndpoints } from "@fairflow/contract";
import { setClock } from "@fairflow/db";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, errorOf, testApp, type Asking } from "../test-app.ts";

const app = await testApp();
const { database, as, withKey } = app;
await activateLaw(database);
await setClock(database, { speed: 0, now: new Date("2026-11-24T08:00:00Z") });
// He owes R 1 204.50.
const { debtorId, accountId } = await samplePerson(app);
const dialer = await withKey("dialer", ["promises", "disputes"]);

beforeEach(async () => {
  const { sql } = database;
  await sql`delete from hold`;
  await sql`delete from promise_instalment`;
  await sql`delete from promise_account`;
  await sql`delete from promise`;
  await sql`delete from settlement`;
  await sql`delete from task`;
});

function promise(asking: Asking, more: object = {}) {
  const body = { accountIds: [accountId], amountMinor: 50_000, dueOn: "2026-11-27", via: "call" };
  return asking("POST", `/api/debtors/${debtorId}/promises`, { body: { ...body, ...more } });
}

function arrange(asking: Asking, days: readonly string[], more: object = {}) {
  const instalments = days.map((dueOn) => ({ dueOn, amountMinor: 20_000 }));
  const body = { accountIds: [accountId], instalments, frequency: "monthly", via: "call" };
  return asking("POST", `/api/debtors/${debtorId}/arrangements`, { body: { ...body, ...more } });
}

async function agreed(asking: Asking = as.specialist) {
  const response = await asking("GET", `/api/debtors/${debtorId}/agreements`);
  return answerOf(agreementEndpoints.agreements, response);
}

test("a promise is one click, and says until when it counts", async () => {
  const made = await answerOf(agreementEndpoints.makePromise, await promise(as.specialist));

  expect(made.graceUntil).toBe("2026-12-01");
  expect((await agreed()).agreements).toMatchObject([
    {
      id: made.id,
      kind: "promise",
      status: "open",
      amount: { minor: 50_000, currency: "ZAR" },
      instalments: [{ dueOn: "2026-11-27", graceUntil: "2026-12-01", status: "open" }],
    },
  ]);
});

test("why nothing is agreed is said in words, with a code", async () => {
  await promise(as.specialist);

  const { code, details } = await errorOf(await promise(as.specialist));

  expect([code, details]).toEqual(["invalid", { reason: "open-already" }]);
});

test("what is stated of income is read by whoever works with people, and each reading is on the trail", async () => {
  const affordability = { incomeMinor: 1_500_000, expensesMinor: 1_400_000, note: "Two jobs" };
  const { id, waits } = await answerOf(
    agreementEndpoints.arrange,
    await arrange(as.specialist, ["2026-12-01", "2027-01-01"], { affordability }),
  );
  const path = `/api/promises/${id}/affordability`;

  const read = await answerOf(agreementEndpoints.affordability, await as.specialist("GET", path));
  const asManager = await as.manager("GET", path);

  const [stored] = await database.sql<{ affordability: Uint8Array }[]>`
    select affordability from promise where id = ${id}`;
  const trail = await database.sql`
    select action from audit where subject_id = ${id} order by id`;
  expect(waits).toBe(false);
  expect(read).toEqual({ affordability });
  expect(asManager.status).toBe(403);
  expect(Buffer.from(stored?.affordability ?? []).toString("latin1")).not.toContain("Two jobs");
  expect(trail.map((each) => each["action"])).toEqual([
    "arrangement.confirm",
    "arrangement.propose",
    "affordability.read",
  ]);
});

test("an arrangement is confirmed in writing, by a message that the gate has judged", async () => {
  await arrange(as.specialist, ["2026-12-01", "2027-01-01"]);

  const attempts = await database.sql`
    select channel, purpose, status, verdict from attempt
    where template_id is null and subject is not null order by id desc limit 1`;
  expect(attempts).toEqual([
    { channel: "email", purpose: "service", status: "planned", verdict: "allowed" },
  ]);
});

test("what goes beyond a role waits for another person who may", async () => {
  const response = await arrange(as.specialist, ["2026-12-01", "2027-12-15"]);
  const { id, waits } = await answerOf(agreementEndpoints.arrange, response);
  const decide = (asking: Asking) =>
    asking("POST", `/api/promises/${id}/decision`, { body: { approve: true } });

  const statuses = [
    (await decide(as.specialist)).status,
    (await decide(as.manager)).status,
    (await decide(as.manager)).status,
  ];

  expect(waits).toBe(true);
  expect(statuses).toEqual([403, 200, 409]);
  expect((await agreed()).agreements[0]?.status).toBe("open");
});

test("a settlement is offered down to the floor of a role, and below it a second person decides", async () => {
  const offer = (percent: number) =>
    as.specialist("POST", `/api/accounts/${accountId}/settlements`, { body: { percent } });
  const low = await answerOf(agreementEndpoints.offerSettlement, await offer(60));
  const second = await as.manager("POST", `/api/settlements/${low.id}/decision`, {
    body: { approve: true },
  });
  const accepted = await as.specialist("POST", `/api/settlements/${low.id}/accept`, {
    body: { via: "call" },
  });

  const now = await agreed();
  expect(low).toMatchObject({ waits: true, amountMinor: 72_270 });
  expect([second.status, accepted.status]).toEqual([200, 200]);
  expect(now.settlements).toMatchObject([{ status: "accepted", percent: 60 }]);
  expect(now.agreements).toMatchObject([{ isSettlement: true, status: "open" }]);
  expect(now.terms.floors[accountId]).toBe(80);
});

test("an admin lowers a floor, and what was agreed before stays as it was", async () => {
  const path = "/api/agreement-terms";
  const terms = await answerOf(agreementEndpoints.agreementTerms, await as.admin("GET", path));
  const floors = [{ stage: null, percent: { specialist: 50 } }];
  const body = { ...terms, settlement: { ...terms.settlement, floors } };

  const asManager = await as.manager("PUT", path, { body });
  const asAdmin = await as.admin("PUT", path, { body });
  const lowered = (await agreed()).terms.floors[accountId];
  await as.admin("PUT", path, { body: terms });

  expect([asManager.status, asAdmin.status, lowered]).toEqual([403, 200, 50]);
});

test("another system records a promise once under one name, and a key needs its scope", async () => {
  const body = { account: "INV-2040", amountMinor: 10_000, dueOn: "2026-11-30" };
  const ask = (asking: Asking) =>
    asking("POST", "/v1/promises", { body, headers: { "idempotency-key": "promise-1" } });
  const contactsOnly = await withKey("phones", ["contacts"]);

  const first = await answerOf(outsideAgreementEndpoints.reportPromise, await ask(dialer));
  const again = await answerOf(outsideAgreementEndpoints.reportPromise, await ask(dialer));

  expect(again).toEqual(first);
  expect((await ask(contactsOnly)).status).toBe(403);
  expect((await agreed()).agreements).toMatchObject([{ id: first.id, via: "api", by: "dialer" }]);
});

test("a person of another debtor is none of this one's accounts", async () => {
  const response = await promise(as.specialist, { accountIds: [debtorId] });

  expect(response.status).toBe(404);
});
