import { retentionEndpoints, type RetentionSetting } from "@fairflow/contract";
import { setClock } from "@fairflow/db";
import { closeAccount, sweepRetention } from "@fairflow/engine";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database, deps } = app;
const { debtorId, accountId } = await samplePerson(app);
const CLOSED = new Date("2027-03-02T08:00:00Z");
/** Three years after the account ended, which is what the South African pack wants kept. */
const LATER = new Date("2030-03-04T08:00:00Z");
const [portfolio = { id: "" }] = await database.sql<{ id: string }[]>`select id from portfolio`;
const SETTING: RetentionSetting = { isOn: false, months: 12, portfolios: [], mostADay: 50 };

await setClock(database, { speed: 0, now: CLOSED });
await closeAccount(deps.facts, { accountId, reason: "recalled", author: "test" });

const state = async (asking = as.manager) =>
  answerOf(retentionEndpoints.retention, await asking("GET", "/api/retention"));
const change = (setting: unknown, asking = as.admin) =>
  asking("PUT", "/api/retention", {
    body: { ...SETTING, ...Object(setting), reason: "The board decided so." },
  });
const people = async (show: "due" | "kept", asking = as.admin) =>
  answerOf(
    retentionEndpoints.retentionPeople,
    await asking("GET", `/api/retention/people?show=${show}`),
  );
const count = async () =>
  answerOf(retentionEndpoints.retentionCount, await as.admin("GET", "/api/retention/count"));

test("until somebody says how long, nobody is due and nothing is swept; the law's own time is shown", async () => {
  expect(await state()).toMatchObject({
    setting: null,
    nextOn: null,
    last: null,
    portfolios: [
      {
        id: portfolio.id,
        laws: [{ rule: "za.retention.nca", words: expect.stringContaining("3 years") }],
      },
    ],
  });
  expect(await count()).toEqual({ due: 0, kept: 0, reasons: [], isWhole: true });
  expect((await people("due")).people).toEqual([]);
});

test("only an admin says how long, of portfolios that are there, once each, and it is on the trail", async () => {
  const own = { portfolioId: portfolio.id, months: 24 };
  const unknown = { portfolioId: debtorId, months: 24 };

  const statuses = [
    await change({}, as.manager),
    await change({}, as.specialist),
    await change({ portfolios: [unknown] }),
    await change({ portfolios: [own, own] }),
    await change({ months: 0 }),
    await change({ portfolios: [own] }),
  ];

  expect(statuses.map(({ status }) => status)).toEqual([403, 403, 422, 422, 422, 200]);
  expect(statuses[3] && (await errorOf(statuses[3])).message).toContain("twice");
  expect(await state()).toMatchObject({
    setting: { isOn: false, months: 12, portfolios: [own] },
    changed: { by: "The admin", atMs: CLOSED.getTime() },
    nextOn: null,
  });
  const [trail] = await database.sql`
    select before, after ->> 'months' as months, reason from audit where action = 'retention.change'`;
  expect(trail).toEqual({ before: null, months: "12", reason: "The board decided so." });
});

test("the preview says who is due and who is kept by what; switched on it erases from the next day on, as by hand", async () => {
  await setClock(database, { speed: 0, now: new Date("2029-06-01T08:00:00Z") });
  const byLaw = await people("kept", as.manager);
  await setClock(database, { speed: 0, now: LATER });
  const due = await people("due");
  const counted = await count();
  await change({ isOn: true });
  const after = await state();
  const sweep = () => {
    const onFault = (what: string, id: string, fault: unknown) => {
      throw new Error(`${what} ${id}`, { cause: fault });
    };
    return sweepRetention({ ...deps.facts, keyring: deps.keys(), onFault });
  };
  await sweep();
  const sameDay = await people("due");
  await setClock(database, { speed: 0, now: new Date("2030-03-05T00:10:00Z") });
  await sweep();

  expect(byLaw).toEqual({
    masked: true,
    next: null,
    people: [
      {
        id: debtorId,
        name: "T. M.",
        reference: "•••• 01",
        lastOn: "2027-03-02",
        bars: [
          {
            kind: "law",
            until: "2030-03-03",
            words: expect.stringContaining("3 years"),
            rule: { id: "za.retention.nca", source: expect.any(String) },
          },
        ],
      },
    ],
  });
  expect(due.people).toEqual([
    {
      id: debtorId,
      name: "Thandi Mokoena",
      reference: "C-1001",
      lastOn: "2027-03-02",
      bars: [],
    },
  ]);
  expect(counted).toEqual({ due: 1, kept: 0, reasons: [], isWhole: true });
  expect(after).toMatchObject({ nextOn: "2030-03-05", last: null });
  expect(sameDay.people).toHaveLength(1);
  expect(await state()).toMatchObject({
    nextOn: "2030-03-06",
    last: { day: "2030-03-05", erased: 1, kept: 0, failed: 0, endedAtMs: expect.any(Number) },
  });
  expect((await people("due")).people).toEqual([]);
  const [trail] = await database.sql`
    select actor_kind as by, after -> 'rows' ? 'party' as says from audit where action = 'debtor.erase'`;
  expect(trail).toEqual({ by: "system", says: true });
});
