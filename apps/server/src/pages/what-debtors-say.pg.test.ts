import { newId, readDisputeWords, readEvidence } from "@fairflow/db";
import { beforeEach, expect, test } from "vitest";
import { sampleLink, samplePerson } from "../debtors/sample-person.ts";
import { testApp } from "../test-app.ts";
import { pageVisitor, type Visitor } from "./page-visitor.ts";

const app = await testApp();
const { deps, database } = app;
const person = await samplePerson(app);
const { accountId, debtorId } = person;
const PDF = Buffer.from("%PDF-1.7\nthe proof of a payment");

let visitor: Visitor;
beforeEach(async () => {
  const { sql } = database;
  // What an earlier test agreed or said.
  await sql`update promise set status = 'cancelled', decided_at = now(), ended_reason = 'test', ended_by = 'test' where status in ('open', 'proposed')`;
  await sql`update hold set ended_at = now(), ended_reason = 'test', ended_by = 'test' where ended_at is null`;
  await sql`update dispute set status = 'rejected', decided_at = now(), decided_by = 'test' where status = 'open'`;
  await sql`update task set status = 'cancelled', closed_at = now(), closed_by = 'test' where status = 'open'`;
  visitor = pageVisitor(app.anonymous);
  const { path } = await sampleLink(deps, person);
  await visitor.post(path, { accountDigits: "2040", customerDigits: "1001" });
});

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test("a promise holds demands, and is refused for too much, the past, and a second time", async () => {
  await visitor.get("/pay/later");
  const say = (fields: Record<string, string>) =>
    visitor.post("/pay/later", { account: accountId, day: day(7), amount: "500", ...fields });
  const wrong = [
    await say({ amount: "5000" }),
    await say({ amount: "0" }),
    await say({ amount: "much" }),
    await say({ day: day(-2) }),
    await say({ day: day(200) }),
    await say({ day: "soon" }),
    await say({ account: newId() }),
  ];
  const right = await say({});
  expect(visitor.seen()).toContain("R 500.00");
  await visitor.get("/pay");
  expect(visitor.seen()).toContain("You will pay R 500.00 on");
  expect(visitor.seen()).not.toContain("/pay/plan");
  await visitor.get("/pay/later");
  expect(visitor.seen()).not.toContain("Promise it");
  const again = await say({});

  expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422, 422]);
  expect([right.status, again.status]).toEqual([200, 303]);
  expect(await promises()).toEqual([{ kind: "promise", status: "open", amount: 50_000, count: 1 }]);
  expect(await holds()).toEqual(["promise_open"]);
});

test("a plan within what debtors may agree alone counts at once, a longer one waits for a person", async () => {
  const plan = {
    account: accountId,
    every: "monthly",
    first: day(7),
    income: "9000",
    home: "3000",
  };
  await visitor.get("/pay/plan");
  const wrong = [
    await visitor.post("/pay/plan", { ...plan, amount: "0" }),
    await visitor.post("/pay/plan", { ...plan, amount: "400", income: "" }),
    await visitor.post("/pay/plan", { ...plan, amount: "400", food: "a lot" }),
    await visitor.post("/pay/plan", { ...plan, amount: "400", first: day(-1) }),
    await visitor.post("/pay/plan", { ...plan, amount: "1" }),
  ];
  expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  // Nobody types ten fields again for one that is wrong.
  expect(visitor.seen()).toMatch(/name="income"[^>]*value="9000"/);
  expect(visitor.seen()).toMatch(/name="home"[^>]*value="3000"/);

  await visitor.post("/pay/plan", { ...plan, amount: "401.50" });
  expect(visitor.seen()).toContain("Your plan is agreed");
  expect(await promises()).toEqual([
    { kind: "arrangement", status: "open", amount: 120_450, count: 3 },
  ]);
  expect(await holds()).toEqual(["arrangement_active"]);
  await visitor.get("/pay");
  expect(visitor.seen()).toContain("The next instalment");
  expect(visitor.seen()).toContain("R 401.50");

  await database.sql`
    update promise set status = 'cancelled', decided_at = now(), ended_reason = 'test', ended_by = 'test' where status = 'open'`;
  await visitor.get("/pay/plan");
  await visitor.post("/pay/plan", { ...plan, amount: "100" });
  expect(visitor.seen()).toContain("We have your proposal");
  expect(await promises()).toEqual([
    { kind: "arrangement", status: "proposed", amount: 120_450, count: 13 },
  ]);
  const readable = await database.sql`
    select from promise where position('3000'::bytea in affordability) > 0`;
  expect(readable).toHaveLength(0);
});

test("who cannot pay and does not know when is left alone, and one person is asked to talk to them", async () => {
  await visitor.get("/pay/later");
  await visitor.post("/pay/hardship", { reason: "illness" });
  await visitor.get("/pay/later");
  await visitor.post("/pay/hardship", { reason: "income" });

  expect(visitor.seen()).toContain("Thank you for telling us");
  expect(await holds()).toEqual(["on_hold"]);
  expect(await tasks()).toEqual(["hardship"]);
});

test("I have paid: the proof is kept encrypted, and what is no picture or PDF is refused", async () => {
  await visitor.get("/pay/paid");
  const fields = { account: accountId, day: day(-1), amount: "1204.50" };
  const refused = [
    await visitor.upload("/pay/paid", fields, {
      name: "proof.pdf",
      content: Buffer.from("<html>"),
    }),
    await visitor.upload("/pay/paid", fields, { name: "p.pdf", content: Buffer.alloc(6_000_000) }),
    await visitor.upload("/pay/paid", { ...fields, day: day(2) }),
    await visitor.upload("/pay/paid", { ...fields, amount: "much" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
  expect(await holds()).toEqual([]);

  await visitor.upload("/pay/paid", fields, { name: "../../proof.pdf", content: PDF });
  expect(visitor.seen()).toContain("Thank you for telling us");
  await visitor.get("/pay");
  expect(visitor.seen()).toContain("We look for your payment, and do not remind you until");
  await visitor.get("/pay/paid");
  await visitor.upload("/pay/paid", fields, { name: "again.pdf", content: PDF });

  expect(await holds()).toEqual(["claims_paid"]);
  expect(await tasks()).toEqual(["claims_paid"]);
  const files = await database.sql<{ id: string; type: string; isHidden: boolean }[]>`
    select id, media_type as type, position('%PDF'::bytea in content) = 0 as "isHidden" from evidence`;
  expect(files).toEqual([{ id: files[0]?.id, type: "application/pdf", isHidden: true }]);
  const file = await readEvidence(database, deps.keys(), files[0]?.id ?? "");
  expect(Buffer.from(file?.content ?? []).equals(PDF)).toBe(true);
  const foreign = await visitor.upload("/pay/paid", { ...fields, account: newId() });
  expect(foreign.status).toBe(303);
});

test("a dispute stops everything at once, in the debtor's own words, with what shows it", async () => {
  await visitor.get("/pay/dispute");
  const fields = { account: accountId, reason: "amount", statement: "It broke on the first day" };
  const tooMuch = await visitor.upload("/pay/dispute", { ...fields, amount: "99999" });
  expect(tooMuch.status).toBe(422);

  await visitor.upload(
    "/pay/dispute",
    { ...fields, amount: "300" },
    { name: "a.pdf", content: PDF },
  );
  expect(visitor.seen()).toContain("We have your dispute");

  const [dispute] = await database.sql<{ id: string; statement: Uint8Array }[]>`
    select id, reason, amount, opened_via as via, statement from dispute where status = 'open'`;
  expect(dispute).toMatchObject({ reason: "amount", amount: 30_000, via: "pay-page" });
  expect(Buffer.from(dispute?.statement ?? []).toString("latin1")).not.toContain("broke");
  expect(
    await database.sql`select kind from evidence where dispute_id = ${dispute?.id ?? ""}`,
  ).toEqual([{ kind: "dispute" }]);
  await visitor.get("/pay");
  expect(visitor.seen()).toContain("We are looking into your dispute");
  expect(visitor.seen()).not.toContain("/pay/plan");
  const [later, plan] = [await visitor.get("/pay/later"), await visitor.get("/pay/plan")];
  expect([later.status, plan.status]).toEqual([303, 303]);
});

test("a question and a complaint stop nothing, are answered by their day, and take what is written twice", async () => {
  await visitor.get("/pay/write");
  const write = (kind: string, statement: string) =>
    visitor.post("/pay/write", { account: accountId, kind, statement });

  const empty = await write("query", "  ");
  const asked = await write("query", "What is this fee?");
  expect(visitor.seen()).toContain("A person answers you by");
  await visitor.get("/pay/write");
  const more = await write("query", "And this one?");
  await visitor.get("/pay/write");
  const complained = await write("complaint", "You called at night.");

  expect([empty, asked, more, complained].map(({ status }) => status)).toEqual([
    422, 200, 200, 200,
  ]);
  const open = await database.sql<{ id: string; kind: string }[]>`
    select id, kind from dispute where status = 'open' order by kind`;
  expect(open.map(({ kind }) => kind)).toEqual(["complaint", "query"]);
  const [complaint, query] = await Promise.all(
    open.map(({ id }) => readDisputeWords(database, deps.keys(), id)),
  );
  expect(complaint?.statement).toBe("You called at night.");
  expect(query?.statement).toBe("What is this fee?\n\nAnd this one?");
  expect(await holds()).toEqual([]);
  await visitor.get("/pay");
  expect(visitor.seen()).toContain("/pay/now");
});

test("on a debt that is too old nothing is asked for, and nothing can be acknowledged", async () => {
  await visitor.get("/pay/later");
  await database.sql`
    insert into hold (debtor_id, account_id, state, since, author)
    values (${debtorId}, ${accountId}, 'time_barred', now(), 'test')`;
  const before = [await promises(), await acknowledgements(), await holds()];

  const answers = [
    await visitor.post("/pay/later", { account: accountId, day: day(7), amount: "500" }),
    await visitor.post("/pay/plan", {
      account: accountId,
      every: "monthly",
      first: day(7),
      amount: "401.50",
      income: "9000",
    }),
    await visitor.post("/pay/hardship", { reason: "income" }),
    await visitor.upload("/pay/paid", { account: accountId, amount: "100", day: day(-7) }),
    await visitor.get("/pay/later"),
    await visitor.get("/pay/plan"),
    await visitor.get("/pay/paid"),
  ];
  await visitor.get("/pay");

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
  expect(visitor.seen()).toContain("so old that the law may protect you");
  for (const asked of ["R 1 204.50", "/pay/now", "/pay/plan", "/pay/later", "/pay/paid"]) {
    expect(visitor.seen()).not.toContain(asked);
  }
  expect(visitor.seen()).toContain("/pay/dispute");
  expect([await promises(), await acknowledgements(), await holds()]).toEqual(before);
});

test("what a debtor says is on the audit trail, without a word of theirs", async () => {
  const rows = await database.sql<{ action: string; after: string }[]>`
    select action, coalesce("after"::text, '') as "after" from audit where actor_kind = 'debtor'`;

  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set([
      "promise.make",
      "arrangement.propose",
      "hardship.report",
      "paid.claim",
      "dispute.open",
      "query.open",
      "complaint.open",
    ]),
  );
  const text = JSON.stringify(rows);
  for (const own of ["broke", "proof.pdf", "Thandi", "9000", "fee", "night"])
    expect(text).not.toContain(own);
});

async function promises() {
  return database.sql`
    select kind, status, amount, (select count(*)::int from promise_instalment where promise_id = promise.id) as count
    from promise where status in ('open', 'proposed')`;
}

async function acknowledgements() {
  return database.sql`select id from acknowledgement`;
}

async function holds(): Promise<readonly string[]> {
  const rows = await database.sql<{ state: string }[]>`
    select state from hold where debtor_id = ${debtorId} and ended_at is null order by state`;
  return rows.map(({ state }) => state);
}

async function tasks(): Promise<readonly string[]> {
  const rows = await database.sql<{ kind: string }[]>`
    select kind from task where status = 'open' and kind <> 'approve_arrangement' order by kind`;
  return rows.map(({ kind }) => kind);
}
