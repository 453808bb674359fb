import { endpoints } from "@fairflow/contract";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { activateLaw } from "./active-law.ts";

const app = await testApp();
const { database, as, withKey } = app;
await activateLaw(database);
const { debtorId, accountId } = await samplePerson(app);
const system = await withKey("sheriff", ["notices"]);

beforeEach(async () => {
  await database.sql`alter table notice_record disable trigger user`;
  await database.sql`truncate notice_record`;
  await database.sql`alter table notice_record enable trigger user`;
});

async function report(...notices: readonly Readonly<Record<string, unknown>>[]) {
  const response = await system("POST", "/v1/notices", {
    body: {
      notices: notices.map((notice) => ({
        account: "INV-2040",
        notice: "nca_s129",
        channel: "letter",
        sentOn: "2026-03-02",
        servedOn: "2026-03-05",
        proof: "RD-12345",
        ...notice,
      })),
    },
  });
  return (await answerOf(endpoints.reportNotices, response)).rows;
}

async function listed() {
  const response = await as.editor("GET", `/api/debtors/${debtorId}/notices`);
  return answerOf(endpoints.debtorNotices, response);
}

test("a notice that a sheriff served is on record with its proof, once however often it is told, and the runs hear of it", async () => {
  const [first] = await report({});
  const [again] = await report({});

  expect(first).toMatchObject({ row: 1, result: "recorded", problems: [] });
  expect(again).toEqual({ ...first, result: "known" });
  const { notices } = await listed();
  expect(notices).toMatchObject([
    {
      id: first?.record,
      accountId,
      notice: "nca_s129",
      title: expect.stringContaining("s129"),
      channel: "letter",
      sentOn: "2026-03-02",
      deliveredOn: "2026-03-05",
      servedOn: "2026-03-05",
      proof: "RD-12345",
      recordedBy: "sheriff",
    },
  ]);
  expect(
    await database.sql`
      select count(*)::int from event where kind = 'notice.recorded' and account_id = ${accountId}`,
  ).toEqual([{ count: 1 }]);
  expect(
    await database.sql`
      select action, actor_kind from audit where subject_kind = 'notice' and subject_id = ${first?.record ?? ""}`,
  ).toEqual([{ action: "notice.record", actor_kind: "api" }]);
});

test.for<[string, Readonly<Record<string, unknown>>, string, string]>([
  ["an account that nobody knows", { account: "INV-9" }, "unmatched", "account"],
  ["a notice of another country", { notice: "validation_notice" }, "refused", "notice"],
  ["a day to come", { sentOn: undefined, servedOn: "2036-01-01" }, "refused", "servedOn"],
  ["service before it was sent", { servedOn: "2026-03-01" }, "refused", "sentOn"],
  ["service without proof", { proof: undefined }, "refused", "proof"],
  ["no day", { sentOn: undefined, servedOn: undefined }, "refused", ""],
  ["a name as proof", { proof: "Thandi Mokoena" }, "refused", "proof"],
])("a row with %s is told, and the good one is kept", async ([, fault, result, field]) => {
  const [bad, good] = await report(fault, {});

  expect(bad).toMatchObject({ row: 1, result, record: null, problems: [{ field }] });
  expect(JSON.stringify(bad)).not.toContain("Mokoena");
  expect(good).toMatchObject({ row: 2, result: "recorded" });
});

test("a specialist records one for all of a debtor's accounts, sees which the packs know, and it stands on the timeline", async () => {
  const body = { notice: "nca_s129", channel: "letter", deliveredOn: "2026-03-05", proof: "RD-9" };
  const response = await as.specialist("POST", `/api/debtors/${debtorId}/notices`, { body });
  const { id, isNew } = await answerOf(endpoints.recordServedNotice, response);

  expect(isNew).toBe(true);
  const { notices, kinds } = await listed();
  expect(notices).toMatchObject([{ id, accountId: null, recordedBy: "The specialist" }]);
  expect(kinds.find((kind) => kind.id === "nca_s129")).toMatchObject({
    channels: expect.arrayContaining(["letter"]),
    days: expect.stringContaining("10 business days"),
  });
  expect(kinds.map((kind) => kind.id)).toContain("account_statement_sent");
  const { entries } = await answerOf(
    endpoints.timeline,
    await as.manager("GET", `/api/debtors/${debtorId}/timeline`),
  );
  expect(entries.find((entry) => entry.id === `${id}.notice`)).toMatchObject({
    title: "Notice recorded: Nca s129",
    detail: "All accounts, delivered 2026-03-05, by letter",
  });
});

test("a notice needs a pack that knows it, an account of the debtor and a day that has come", async () => {
  const ask = async (of: Readonly<Record<string, unknown>>) => {
    const body = { notice: "nca_s129", servedOn: "2026-03-05", proof: "RD-9", ...of };
    const response = await as.admin("POST", `/api/debtors/${debtorId}/notices`, { body });
    return [response.status, (await errorOf(response)).message];
  };

  expect(await ask({ accountId: debtorId })).toEqual([404, expect.stringContaining("account")]);
  expect(await ask({ notice: "no_such" })).toEqual([422, expect.stringContaining("pack")]);
  expect(await ask({ servedOn: "2036-01-01" })).toEqual([422, expect.stringContaining("future")]);
});
