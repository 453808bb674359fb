import { readClock } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { handOverFlow } from "../fixtures/legal-flow.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { backendsWaiting, holding } from "../fixtures/waiting-for.ts";
import { completeTaskIn, NOT_ALLOWED } from "./complete-task.ts";
import { openDispute } from "./disputes.ts";
import { liftHold, placeHold } from "./holds.ts";
import { recordNotice } from "./notices.ts";
import { recordPayment } from "./payments.ts";
import { contactOfTask, stepOfTask } from "./task-contact.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** From here on the ten business days of the notice are over. */
const OPEN = new Date("2026-12-09T10:00:00+02:00");

/** Work to hand an account over, which the gate let through. */
async function handOver() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, world, deps } = engine;
  await database.sql`update portfolio set debt_type = 'nca_credit'`;
  const [debtor] = await addDebtors(database, world, { count: 1 });
  await database.sql`update account set in_default_since = '2026-11-01'`;
  const debtorId = debtor?.id ?? "";
  await recordNotice(deps, {
    debtorId,
    noticeId: "nca_s129",
    deliveredOn: "2026-11-24",
    author: "u1",
  });
  await engine.setTime(OPEN);
  await publish(database, handOverFlow("Hand over"));
  await engine.enrolAll();
  await engine.settle();
  return { engine, sql: database.sql, debtorId, accountId: debtor?.accountIds[0] ?? "" };
}

type Made = Awaited<ReturnType<typeof handOver>>;

function complete({ engine: { database, deps } }: Made, outcome: string) {
  return database.transaction(async (tx) => {
    const [task] = await tx.sql<{ id: string }[]>`select id from task where kind = 'review'`;
    const { now } = await readClock(tx);
    return completeTaskIn(deps, tx, { id: task?.id ?? "", outcome, author: "u1" }, now);
  });
}

function asked({ sql }: Made) {
  return sql`select step, verdict, node_id as node from legal_step order by verdict_at, id`;
}

const letThrough = { step: "commence_legal_proceedings", verdict: "allowed", node: "legal" };

test("a legal step asks the gate again when it is taken, and goes on where that is still open", async () => {
  const made = await handOver();

  expect(await complete(made, NOT_ALLOWED)).toBe("unknown-outcome");
  expect(await complete(made, "done")).toBe("done");
  await made.engine.settle();

  expect(await asked(made)).toEqual([letThrough, letThrough, letThrough]);
  expect(await made.sql`select ended_reason as ended from run`).toEqual([{ ended: "handed-over" }]);
});

test.for<[string, (made: Made) => Promise<unknown>]>([
  [
    "the debt is disputed",
    ({ engine, accountId }) =>
      openDispute(engine.deps, { accountId, reason: "amount", via: "letter", author: "debtor" }),
  ],
  [
    "the debtor is under debt review",
    ({ engine, debtorId }) =>
      placeHold(engine.deps, { debtorId, state: "debt_review", author: "test" }),
  ],
  [
    "the days of the notice are not over",
    ({ engine }) => engine.setTime(new Date(OPEN.getTime() - 86_400_000)),
  ],
])("a legal step cannot be taken where meanwhile %s", async ([, happen]) => {
  const made = await handOver();
  await happen(made);

  expect(await complete(made, "done")).toBe("step-not-allowed");

  expect(await made.sql`select status from task where kind = 'review'`).toEqual([
    { status: "open" },
  ]);
  const verdicts = await made.sql<{ verdict: string }[]>`
    select verdict from legal_step order by id`;
  expect(verdicts.length).toBe(2);
  expect(verdicts.at(-1)?.verdict).not.toBe("allowed");
});

test("of two who take a legal step at once one does, and the gate is asked once", async () => {
  const made = await handOver();
  const release = await holding(
    made.engine.database,
    (held) => held`select from debtor where id = ${made.debtorId} for update`,
  );
  const two = [complete(made, "done"), complete(made, "done")];
  await backendsWaiting(made.engine.database, 2);

  await release();

  expect((await Promise.all(two)).toSorted()).toEqual(["done", "not-open"]);
  expect(await asked(made)).toEqual([letThrough, letThrough]);
});

test("a payment in full closes the work at once", async () => {
  const made = await handOver();
  await recordPayment(made.engine.deps, {
    accountId: made.accountId,
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });

  expect(await complete(made, "done")).toBe("not-open");
  expect(await asked(made)).toEqual([letThrough]);
});

test("a legal step that may not be taken any more is given up by the way out for that", async () => {
  const made = await handOver();
  const hold = { debtorId: made.debtorId, state: "debt_review", author: "test" };
  await placeHold(made.engine.deps, hold);

  expect(await complete(made, NOT_ALLOWED)).toBe("done");
  await liftHold(made.engine.deps, { ...hold, reason: "test" });
  await made.engine.settle();

  expect(await made.sql`select status, outcome from task`).toEqual([
    { status: "done", outcome: NOT_ALLOWED },
  ]);
  expect(await made.sql`select ended_reason as ended from run`).toEqual([{ ended: "refused" }]);
});

const stored = {
  id: "t1",
  debtorId: "d1",
  accountId: null,
  clientId: "c1",
  runId: "r1",
  nodeId: "legal",
  visit: 1,
  attemptId: null,
  replyId: null,
  title: "Hand over",
  step: "commence_legal_proceedings",
  team: "Legal",
  assignee: null,
  status: "open",
  priority: 50,
  dueAt: null,
  callBackAt: null,
  createdAt: OPEN,
  outcomes: [],
} as const;

test.for([
  ["review", false, true],
  ["call", true, false],
  ["visit", true, false],
] as const)(
  "a %s that is a legal step is judged as contact: %s, alone: %s",
  ([kind, isContact, isStep]) => {
    const task = { ...stored, kind };

    expect([contactOfTask(task) !== undefined, stepOfTask(task) !== undefined]).toEqual([
      isContact,
      isStep,
    ]);
  },
);
