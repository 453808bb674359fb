import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "../../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../../fixtures/made-up-world.ts";
import { reminderFlow } from "../../fixtures/reminder-flow.ts";
import { openDispute, resolveDispute, type DisputeKind } from "../disputes.ts";
import { proposePromise } from "../promises/make-promise.ts";
import { WrongAdjustmentError } from "./adjust-debt.ts";
import { previewDecision } from "./preview-decision.ts";
import { remindOfAnswers } from "./remind-answers.ts";

const url = await testDatabase();
let engine: EngineUnderTest;
let made = 0;

beforeAll(async () => {
  engine = await engineUnderTest(url);
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => closeVerified([engine.database]));

/** A debtor who owes R 500.00 and whom the flow has in hand. */
async function inFlow(): Promise<string> {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: made });
  made += 1;
  await engine.enrolAll();
  await engine.tickAll();
  return debtor?.accountIds[0] ?? "";
}

function open(accountId: string, kind: DisputeKind = "dispute") {
  return openDispute(engine.deps, {
    accountId,
    kind,
    reason: "amount",
    via: "desk",
    author: "test",
  });
}

async function runOf(accountId: string) {
  const [run] = await engine.database.sql<{ status: string; reason: string | null }[]>`
    select status, ended_reason as reason from run where account_id = ${accountId}`;
  return run;
}

async function openTasks(accountId: string): Promise<readonly string[]> {
  const rows = await engine.database.sql<{ kind: string }[]>`
    select kind from task where account_id = ${accountId} and status = 'open' order by kind`;
  return rows.map(({ kind }) => kind);
}

test("each kind has the days of the pack, and only a dispute stops what is asked for", async () => {
  const accountId = await inFlow();

  for (const kind of ["query", "complaint"] as const) await open(accountId, kind);
  await engine.tickAll();
  const before = await runOf(accountId);
  await open(accountId);
  await engine.tickAll();

  const days = await engine.database.sql`
    select kind, acknowledge_by, answer_by, deadline_rules from dispute where account_id = ${accountId} order by kind`;
  expect(days).toEqual([
    {
      kind: "complaint",
      acknowledge_by: "2026-11-26",
      answer_by: "2026-12-23",
      deadline_rules: ["stop.answer.complaint", "za.answer.complaint"],
    },
    {
      kind: "dispute",
      acknowledge_by: "2026-11-26",
      answer_by: "2026-12-08",
      deadline_rules: ["stop.answer.dispute"],
    },
    {
      kind: "query",
      acknowledge_by: null,
      answer_by: "2026-12-01",
      deadline_rules: ["stop.answer.query"],
    },
  ]);
  expect([before?.status, (await runOf(accountId))?.status]).toEqual(["active", "held"]);
  expect(await openTasks(accountId)).toEqual(["complaint", "dispute", "query"]);
});

test("opening one of a kind again changes nothing, and an answer closes its own work alone", async () => {
  const accountId = await inFlow();
  const query = await open(accountId, "query");
  await open(accountId, "complaint");

  const again = await open(accountId, "query");
  await resolveDispute(engine.deps, { disputeId: query, decision: "accepted", author: "test" });

  expect(again).toBe(query);
  expect(await openTasks(accountId)).toEqual(["complaint"]);
});

test("partly accepted takes an amount off the debt, once", async () => {
  const accountId = await inFlow();
  const disputeId = await open(accountId);
  const decision = {
    disputeId,
    decision: "partly-accepted",
    author: "test",
    adjustBy: 20_000,
  } as const;

  const answers = [
    await resolveDispute(engine.deps, decision),
    await resolveDispute(engine.deps, decision),
  ];

  const entries = await engine.database.sql`
    select kind, amount, code from ledger_entry where account_id = ${accountId} and source = 'dispute'`;
  const [account] = await engine.database.sql`select balance from account where id = ${accountId}`;
  expect(answers).toEqual([true, false]);
  expect(entries).toEqual([{ kind: "adjustment", amount: -20_000, code: "dispute" }]);
  expect(account).toEqual({ balance: 30_000 });
});

test("a decision that takes off more than is owed changes nothing", async () => {
  const accountId = await inFlow();
  const disputeId = await open(accountId);

  const asked = resolveDispute(engine.deps, {
    disputeId,
    decision: "accepted",
    author: "test",
    adjustBy: 50_001,
  });

  await expect(asked).rejects.toBeInstanceOf(WrongAdjustmentError);
  expect(await openTasks(accountId)).toEqual(["dispute"]);
});

test.for([
  ["rejected", 0, { kind: "resumes", node: "first" }, { status: "active", reason: null }],
  [
    "accepted",
    0,
    { kind: "ends", reason: "dispute-accepted" },
    { status: "ended", reason: "dispute-accepted" },
  ],
  ["accepted", 50_000, { kind: "ends", reason: "paid" }, { status: "ended", reason: "paid" }],
] as const)(
  "what is told of %s with %i off is what happens",
  async ([decision, adjustBy, told, became]) => {
    const accountId = await inFlow();
    const disputeId = await open(accountId);
    await engine.tickAll();

    const preview = await engine.database.transaction((tx) =>
      previewDecision(engine.deps, tx, { accountId, decision, adjustBy }),
    );
    await resolveDispute(engine.deps, {
      disputeId,
      decision,
      author: "test",
      ...(adjustBy === 0 ? {} : { adjustBy }),
    });
    await engine.tickAll();

    expect(preview).toMatchObject({
      runs: [{ flowName: "Reminders", at: "first", after: told }],
      demandsFrom: "2026-12-01",
      balance: 50_000,
      balanceAfter: 50_000 - adjustBy,
    });
    expect(await runOf(accountId)).toEqual(became);
  },
);

test("whoever works on it is reminded once, two business days before its day", async () => {
  const accountId = await inFlow();
  const disputeId = await open(accountId);
  await engine.database.sql`update dispute set assignee = 'specialist' where id = ${disputeId}`;
  const remindedAt = async (iso: string) => {
    await engine.setTime(new Date(iso));
    await engine.database.transaction(remindOfAnswers);
    return openTasks(accountId);
  };

  const early = await remindedAt("2026-12-03T21:59:00Z");
  await remindedAt("2026-12-03T22:00:00Z");
  const late = await remindedAt("2026-12-05T08:00:00Z");
  const [reminder] = await engine.database.sql`
    select assignee from task where account_id = ${accountId} and kind = 'dispute_reminder'`;
  await resolveDispute(engine.deps, { disputeId, decision: "rejected", author: "test" });

  expect(early).toEqual(["dispute"]);
  expect(late).toEqual(["dispute", "dispute_reminder"]);
  expect(reminder).toEqual({ assignee: "specialist" });
  expect(await openTasks(accountId)).toEqual([]);
});

test("nothing is promised about what is disputed, and a dispute leaves an open promise to its day", async () => {
  const accountId = await inFlow();
  const promise = { accountIds: [accountId], amount: 50_000, dueOn: "2026-11-27" } as const;
  const made1 = await proposePromise(engine.deps, { ...promise, via: "call", author: "test" });
  await open(accountId);
  const [row] = await engine.database.sql`
    select status from promise where debtor_id = (select debtor_id from account where id = ${accountId})`;

  expect(made1.kind).toBe("made");
  expect(row).toEqual({ status: "open" });
});
