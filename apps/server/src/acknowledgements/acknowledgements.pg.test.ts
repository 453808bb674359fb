import { endpoints } from "@fairflow/contract";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { database, as, withKey } = app;
await activateLaw(database);
const { debtorId, accountId } = await samplePerson(app);
const dialer = await withKey("dialer", ["may-contact"]);

beforeEach(async () => {
  await database.sql`truncate acknowledgement`;
  await database.sql`update account set oldest_unpaid_on = '2019-01-01', last_acknowledged_on = null`;
  await database.sql`update portfolio set pack_ids = '{za-core}'`;
});

async function verdict() {
  const response = await dialer("POST", "/v1/may-contact", {
    body: { questions: [{ account: "INV-2040", channel: "sms", at: "2027-03-02T12:00:00+02:00" }] },
  });
  const { answers } = await answerOf(endpoints.mayContact, response);
  return [answers[0]?.verdict, answers[0]?.rules.map(({ id }) => id)];
}

function acknowledge(of: Readonly<Record<string, unknown>> = {}) {
  return as.specialist("POST", `/api/debtors/${debtorId}/acknowledgements`, {
    body: { accountId, acknowledgedOn: "2026-02-01", how: "letter", document: "scan-77", ...of },
  });
}

test("a debt that is too old may be asked for once its debtor has acknowledged it, and not when that was a mistake", async () => {
  const old = await verdict();
  const { id, isNew, countsFrom } = await answerOf(endpoints.acknowledgeDebt, await acknowledge());
  const acknowledged = await verdict();
  const again = await answerOf(endpoints.acknowledgeDebt, await acknowledge());
  const struck = await as.admin("POST", `/api/acknowledgements/${id}/strike`, {
    body: { reason: "Of another debt" },
  });
  const twice = await as.admin("POST", `/api/acknowledgements/${id}/strike`, {
    body: { reason: "Of another debt" },
  });

  expect(old).toEqual(["forbidden", ["za.timebar.ordinary"]]);
  expect([isNew, countsFrom]).toEqual([true, "2026-02-01"]);
  expect(acknowledged).toEqual(["allowed", []]);
  expect(again).toEqual({ id, isNew: false, countsFrom: "2026-02-01" });
  expect([struck.status, twice.status]).toEqual([200, 409]);
  expect(await verdict()).toEqual(old);
  const { acknowledgements } = await answerOf(
    endpoints.acknowledgements,
    await as.manager("GET", `/api/debtors/${debtorId}/acknowledgements`),
  );
  expect(acknowledgements).toMatchObject([
    {
      id,
      accountId,
      document: "scan-77",
      recordedBy: "The specialist",
      struck: { by: "The admin", reason: "Of another debt" },
    },
  ]);
  const { entries } = await answerOf(
    endpoints.timeline,
    await as.manager("GET", `/api/debtors/${debtorId}/timeline`),
  );
  expect(
    entries.filter((entry) => entry.id.startsWith(id)).map(({ title, detail }) => [title, detail]),
  ).toEqual([
    ["Acknowledgement of 2026-02-01 struck", "INV-2040: Of another debt"],
    ["Acknowledged the debt on 2026-02-01", "INV-2040"],
  ]);
});

test.for<[pack: string, how: string, countsFrom: string | null]>([
  ["za-core", "call", "2026-02-01"],
  ["gb-core", "call", null],
  ["gb-core", "letter", "2026-02-01"],
])("under %s an acknowledgement by %s counts from %s", async ([pack, how, countsFrom]) => {
  await database.sql`update portfolio set pack_ids = ${[pack]}`;

  const answer = await answerOf(endpoints.acknowledgeDebt, await acknowledge({ how }));

  expect(answer.countsFrom).toBe(countsFrom);
});

test("the latest that stands counts, whatever order they come in", async () => {
  await acknowledge({ acknowledgedOn: "2026-02-01" });
  const earlier = await answerOf(
    endpoints.acknowledgeDebt,
    await acknowledge({ acknowledgedOn: "2025-06-01" }),
  );

  expect(earlier.countsFrom).toBe("2026-02-01");
});

test("an acknowledgement is of the debtor's own account, and of no day to come", async () => {
  const elsewhere = await acknowledge({ accountId: debtorId });
  const tomorrow = await acknowledge({ acknowledgedOn: "2036-01-01" });

  expect([elsewhere.status, tomorrow.status]).toEqual([404, 422]);
  expect((await errorOf(tomorrow)).message).toContain("future");
});
