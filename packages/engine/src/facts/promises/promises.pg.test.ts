import type { LocalDate } from "@fairflow/calendar";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "../../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "../../fixtures/made-up-world.ts";
import { reminderFlow } from "../../fixtures/reminder-flow.ts";
import { openDispute } from "../disputes.ts";
import { expireHolds } from "../holds.ts";
import { recordPayment, reversePayment } from "../payments.ts";
import { approveArrangementIn, proposeArrangement } from "./arrangements.ts";
import { cancelPromise } from "./cancel-promise.ts";
import { decideDuePromises } from "./decide-due.ts";
import { proposePromise, type PromiseOutcome } from "./make-promise.ts";

const url = await testDatabase();
let engine: EngineUnderTest;
let made = 0;

beforeAll(async () => {
  engine = await engineUnderTest(url);
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(async () => {
  // Each test has set its own day; what is due by the last of them is decided before all is counted anew.
  await decideAt("2027-03-01T08:00:00Z");
  await closeVerified([engine.database]);
});

interface Owing {
  readonly debtor: MadeUpDebtor;
  readonly accountId: string;
}

async function owing(): Promise<Owing> {
  await engine.setTime(TUESDAY);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from: made });
  made += 1;
  const accountId = debtor?.accountIds[0];
  if (debtor === undefined || accountId === undefined) throw new Error("No debtor was made");
  return { debtor, accountId };
}

/** R 500 on Friday 27 November; two business days of grace end on Tuesday 1 December. */
async function promised(account: Owing, dueOn: LocalDate = "2026-11-27"): Promise<string> {
  const outcome = await proposePromise(engine.deps, {
    accountIds: [account.accountId],
    amount: 50_000,
    dueOn,
    via: "call",
    author: "test",
  });
  return idOf(outcome);
}

function idOf(outcome: PromiseOutcome): string {
  if (outcome.kind !== "made") throw new Error(`Refused: ${outcome.reason}`);
  return outcome.promiseId;
}

function pay(account: Owing, amount: number, on?: LocalDate) {
  return recordPayment(engine.deps, {
    accountId: account.accountId,
    amount,
    source: "test",
    externalId: `${account.accountId}-${amount}-${on ?? ""}`,
    author: "test",
    valueDate: on,
  });
}

async function decideAt(iso: string): Promise<void> {
  await engine.setTime(new Date(iso));
  await decideDuePromises(engine.deps);
  await expireHolds(engine.deps);
}

async function standing(promiseId: string) {
  const { sql } = engine.database;
  const [promise] = await sql<{ status: string; broken: number; held: number; told: string[] }[]>`
    select promise.status, promises_broken as broken,
      (select count(*)::int from hold where promise_id = promise.id and ended_at is null) as held,
      array(select kind from event where payload ->> 'promiseId' = promise.id::text order by id) as told
    from promise join promise_account on promise_id = promise.id join account on account.id = account_id
    where promise.id = ${promiseId}`;
  return promise;
}

test("a promise silences demands until its grace is over by business days", async () => {
  const account = await owing();
  await engine.enrolAll();
  await engine.tickAll();

  const promiseId = await promised(account, "2026-11-24");
  await engine.settle();

  const [{ wake, until } = { wake: null, until: null }] = await engine.database.sql<
    { wake: Date | null; until: Date }[]
  >`
    select wake_at as wake, until from run join hold using (debtor_id) where debtor_id = ${account.debtor.id}`;
  expect(until).toEqual(new Date("2026-11-26T22:00:00Z"));
  expect(wake).toEqual(new Date("2026-11-27T06:00:00Z"));
  expect(await sentTo(account)).toBe(0);
  expect(await standing(promiseId)).toMatchObject({ status: "open", held: 1 });

  await decideAt("2026-11-27T06:00:00Z");
  await engine.settle();

  expect(await standing(promiseId)).toMatchObject({
    status: "broken",
    broken: 1,
    held: 0,
    told: ["promise.made", "promise.broken"],
  });
  expect(await sentTo(account)).toBe(1);
});

test.for([
  [47_500, "kept", 0],
  [47_499, "partly_kept", 0],
  [25_000, "partly_kept", 0],
  [24_999, "broken", 1],
] as const)("of R 500.00 a payment of %i cents is %s", async ([amount, status, broken]) => {
  const account = await owing();
  const promiseId = await promised(account);

  await pay(account, amount);
  await decideAt("2026-12-02T08:00:00Z");

  expect(await standing(promiseId)).toMatchObject({ status, broken, held: 0 });
});

test("a bank line that comes late but was paid in time keeps what was broken", async () => {
  const account = await owing();
  const promiseId = await promised(account);
  await decideAt("2026-12-03T08:00:00Z");
  const before = await standing(promiseId);

  await pay(account, 50_000, "2026-12-01");

  expect(before).toMatchObject({ status: "broken", broken: 1 });
  expect(await standing(promiseId)).toMatchObject({
    status: "kept",
    broken: 0,
    told: ["promise.made", "promise.broken", "promise.kept"],
  });
});

test("money from after the grace does not keep it", async () => {
  const account = await owing();
  const promiseId = await promised(account);
  await decideAt("2026-12-03T08:00:00Z");

  await pay(account, 50_000, "2026-12-02");

  expect(await standing(promiseId)).toMatchObject({ status: "broken", broken: 1 });
});

test("a payment that goes back opens the promise again while there is time", async () => {
  const account = await owing();
  const promiseId = await promised(account);
  const paid = await pay(account, 50_000);
  const kept = await standing(promiseId);

  await reversePayment(engine.deps, {
    paymentId: paid.kind === "booked" ? paid.paymentId : "",
    author: "test",
  });

  expect(kept).toMatchObject({ status: "kept", held: 0 });
  expect(await standing(promiseId)).toMatchObject({ status: "open", held: 1 });
});

test("refuses what cannot be promised, and says why", async () => {
  const account = await owing();
  const other = await owing();
  const promise = { amount: 10_000, dueOn: "2026-11-27", via: "call", author: "test" } as const;
  const ask = (more: object) =>
    proposePromise(engine.deps, { accountIds: [account.accountId], ...promise, ...more });

  const answers = [
    await ask({ dueOn: "2026-11-23" }),
    await ask({ dueOn: "2026-12-26" }),
    await ask({ amount: 50_001 }),
    await ask({ accountIds: [account.accountId, other.accountId] }),
    await ask({}),
    await ask({}),
  ].map((answer) => (answer.kind === "refused" ? answer.reason : answer.kind));
  await openDispute(engine.deps, {
    accountId: other.accountId,
    reason: "amount",
    via: "test",
    author: "test",
  });
  const disputed = await ask({ accountIds: [other.accountId] });

  expect(answers).toEqual([
    "in-the-past",
    "too-late",
    "wrong-amount",
    "several-debtors",
    "made",
    "open-already",
  ]);
  expect(disputed).toEqual({ kind: "refused", reason: "disputed" });
});

test("a promise that is taken back counts as neither, and demands go on", async () => {
  const account = await owing();
  const promiseId = await promised(account);

  const isCancelled = await cancelPromise(engine.deps, {
    promiseId,
    reason: "withdrawn",
    author: "test",
  });
  await pay(account, 50_000);

  expect(isCancelled).toBe(true);
  expect(await standing(promiseId)).toMatchObject({ status: "cancelled", broken: 0, held: 0 });
});

async function arranged(account: Owing, more: object = {}) {
  return proposeArrangement(engine.deps, {
    accountIds: [account.accountId],
    instalments: [
      { dueOn: "2026-12-01", amount: 20_000 },
      { dueOn: "2027-01-01", amount: 20_000 },
      { dueOn: "2027-02-01", amount: 10_000 },
    ],
    frequency: "monthly",
    via: "call",
    author: "test",
    authority: "specialist",
    ...more,
  });
}

async function instalmentsOf(promiseId: string) {
  const rows = await engine.database.sql<{ status: string; paid: number }[]>`
    select status, paid from promise_instalment where promise_id = ${promiseId} order by number`;
  return rows.map(({ status, paid }) => `${status} ${paid}`);
}

test("an arrangement is over when two instalments stand missed, and not before", async () => {
  const account = await owing();
  const outcome = await arranged(account);
  const promiseId = outcome.kind === "made" ? outcome.promiseId : "";

  await decideAt("2026-12-05T08:00:00Z");
  const afterOne = [await standing(promiseId), await instalmentsOf(promiseId)];
  await decideAt("2027-01-09T08:00:00Z");

  expect(afterOne).toEqual([
    expect.objectContaining({ status: "open", held: 1 }),
    ["broken 0", "open 0", "open 0"],
  ]);
  expect(await standing(promiseId)).toMatchObject({
    status: "broken",
    broken: 1,
    held: 0,
    told: [
      "promise.made",
      "instalment.missed",
      "promise.broken",
      "instalment.missed",
      "instalment.missed",
    ],
  });
});

test("who catches up keeps the arrangement, and completes it by what is paid in all", async () => {
  const account = await owing();
  const outcome = await arranged(account);
  const promiseId = outcome.kind === "made" ? outcome.promiseId : "";
  await decideAt("2026-12-05T08:00:00Z");

  await pay(account, 40_000);
  await decideAt("2027-01-09T08:00:00Z");
  const caughtUp = [await standing(promiseId), await instalmentsOf(promiseId)];
  await pay(account, 10_000);

  expect(caughtUp).toEqual([
    expect.objectContaining({ status: "open" }),
    ["broken 20000", "kept 20000", "open 0"],
  ]);
  expect(await standing(promiseId)).toMatchObject({ status: "kept", broken: 0, held: 0 });
});

test("re-aging lets the debt fall due with the instalments, and leaves the balance alone", async () => {
  const account = await owing();
  const standingOf = async () => {
    const [row] = await engine.database.sql`
      select balance, arrears, next_due_on as next from account where id = ${account.accountId}`;
    return row;
  };
  const before = await standingOf();

  await arranged(account, { reages: true });

  expect(before).toEqual({ balance: 50_000, arrears: 50_000, next: null });
  expect(await standingOf()).toEqual({ balance: 50_000, arrears: 0, next: "2026-12-01" });
});

test("what goes beyond an authority waits for another who may", async () => {
  const account = await owing();
  const instalments = [
    { dueOn: "2026-12-01", amount: 25_000 },
    { dueOn: "2027-12-01", amount: 25_000 },
  ];
  const outcome = await arranged(account, { instalments });
  const promiseId = outcome.kind === "waits" ? outcome.promiseId : "";
  const approve = (author: string, authority: "specialist" | "manager") =>
    engine.database.transaction((tx) =>
      approveArrangementIn(engine.deps, tx, { promiseId, author, authority }),
    );
  const waiting = await standing(promiseId);

  const answers = [
    await approve("test", "manager"),
    await approve("another", "specialist"),
    await approve("another", "manager"),
    await approve("another", "manager"),
  ].map(({ kind }) => kind);

  expect(waiting).toMatchObject({ status: "proposed", held: 1 });
  expect(answers).toEqual(["own", "beyond-authority", "approved", "not-waiting"]);
  expect(await standing(promiseId)).toMatchObject({ status: "open", held: 1 });
});

async function sentTo({ debtor }: Owing): Promise<number> {
  const rows = await engine.database.sql`
    select from attempt where debtor_id = ${debtor.id} and status = 'accepted'`;
  return rows.length;
}
