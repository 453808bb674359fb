import { recordLedgerEntries } from "@fairflow/db";
import { DEFAULT_SETTINGS } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDispute } from "../facts/disputes.ts";
import { closeAccount } from "../facts/accounts.ts";
import { liftHold, placeHold } from "../facts/holds.ts";
import { recordPayment } from "../facts/payments.ts";
import { tell } from "../facts/telling.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { flowOf, reminderFlow } from "../fixtures/reminder-flow.ts";
import { settleDoubt } from "./settle-doubt.ts";

const DAY_MS = 86_400_000;
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

async function engineWith(of: { accountsEach?: number } = {}) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, ...of });
  if (debtor === undefined) throw new Error("No debtor was made");
  return { engine, debtor, sql: engine.database.sql };
}

/** A debtor whose first message was written to a provider that never answered. */
async function inDoubt() {
  const made = await engineWith();
  const { engine } = made;
  await publish(engine.database, reminderFlow("Reminders"));
  const { answer } = engine.sms;
  engine.sms.answer = () => ({ kind: "in-doubt", code: "timeout" });
  await engine.enrolAll();
  await engine.settle();
  engine.sms.answer = answer;
  return made;
}

function perDebtor(name: string) {
  return { ...reminderFlow(name), settings: { ...DEFAULT_SETTINGS, per: "debtor" as const } };
}

test("I6: a run stays at its node while nobody knows, however long, and through a hold that is lifted", async () => {
  const { engine, debtor, sql } = await inDoubt();
  const hold = { debtorId: debtor.id, state: "on_hold", author: "test" };
  await placeHold(engine.deps, hold);
  await engine.settle();
  await liftHold(engine.deps, { ...hold, reason: "checked" });
  await engine.settle();

  await engine.setTime(new Date(TUESDAY.getTime() + 6 * DAY_MS));
  await engine.settle();

  expect(await sql`select status, node_id from run`).toEqual([
    { status: "active", node_id: "first" },
  ]);
  expect(engine.sms.taken).toHaveLength(1);
});

test("what a person says was not sent stays unsent where the debt has been paid since", async () => {
  const { engine, debtor, sql } = await inDoubt();
  await recordPayment(engine.deps, {
    accountId: debtor.accountIds[0] ?? "",
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });
  const [attempt] = await sql<{ id: string }[]>`select id from attempt`;

  const answer = { attemptId: attempt?.id ?? "", wasSent: false, author: "a person" };
  await settleDoubt(engine.deps, answer);
  await engine.setTime(new Date(TUESDAY.getTime() + 120_000));
  await engine.settle();

  expect(await sql`select ended_reason from run`).toEqual([{ ended_reason: "paid" }]);
  expect(engine.sms.taken).toHaveLength(1);
});

test("a run that joins a message which another leaves in the same batch is not left with one that is withdrawn", async () => {
  const { engine, debtor, sql } = await engineWith({ accountsEach: 2 });
  const [disputed = "", owing = ""] = debtor.accountIds;
  await publish(engine.database, perDebtor("All accounts"));
  const listening = flowOf("Listening", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      ear: {
        type: "wait-for",
        config: {
          events: [{ id: "replied", event: "replied" }],
          deadline: { kind: "days", days: 60 },
        },
      },
      ask: { type: "sms", config: { template: "second", purpose: "collection" } },
      over: { type: "end", config: { reason: "asked" } },
    },
    edges: [
      ["start", "next", "ear"],
      ["ear", "replied", "ask"],
      ["ear", "timeout", "over"],
      ["ask", "sent", "over"],
    ],
  });
  await publish(engine.database, listening);
  await engine.enrolAll();
  await engine.tickAll();
  const why = { reason: "amount", via: "desk", author: "test" };
  await openDispute(engine.deps, { accountId: disputed, ...why });
  await engine.database.transaction((tx) =>
    tell(engine.deps, tx, {
      events: [{ debtorId: debtor.id, accountId: owing, kind: "message.replied" }],
      now: TUESDAY,
    }),
  );

  await engine.settle();

  expect(await sql`select ended_reason from run where account_id = ${owing}`).toEqual([
    { ended_reason: "asked" },
  ]);
  expect(engine.sms.taken).toHaveLength(1);
});

test("a run over all of a debtor's accounts goes on when one of several is recalled, and ends with the last", async () => {
  const { engine, debtor, sql } = await engineWith({ accountsEach: 2 });
  const [first = "", second = ""] = debtor.accountIds;
  await publish(engine.database, perDebtor("All accounts"));
  await engine.enrolAll();
  await engine.tickAll();

  await closeAccount(engine.deps, { accountId: first, reason: "recalled", author: "test" });
  await engine.settle();

  expect(await sql`select status from run`).toEqual([{ status: "active" }]);
  expect(await sql`select account_ids from attempt`).toEqual([{ account_ids: [second] }]);
  await closeAccount(engine.deps, { accountId: second, reason: "recalled", author: "test" });
  await engine.settle();
  expect(await sql`select ended_reason from run`).toEqual([{ ended_reason: "recalled" }]);
});

test("a message that is given back again and again keeps its place: nothing was tried", async () => {
  const { engine, debtor, sql } = await engineWith();
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  const busy = engine.sms.answer;
  engine.sms.answer = () => ({ kind: "retry-later", code: "given-back", afterMs: 0 });
  for (let round = 0; round < 15; round += 1) await engine.sendAll();
  engine.sms.answer = busy;

  await engine.settle();

  expect(await sql`select status from attempt where debtor_id = ${debtor.id}`).toEqual([
    { status: "accepted" },
  ]);
});

test("what a feed books is known to a message that was planned before, though nobody withdrew it", async () => {
  const { engine, debtor, sql } = await engineWith();
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await engine.database.transaction((tx) =>
    recordLedgerEntries(
      tx,
      [
        {
          accountId: debtor.accountIds[0] ?? "",
          kind: "adjustment",
          amount: -50_000,
          valueDate: "2026-11-24",
          bookingDate: "2026-11-24",
          source: "feed",
        },
      ],
      { recordedBy: "test", now: TUESDAY, today: "2026-11-24" },
    ),
  );

  await engine.settle();

  expect(await sql`select status, verdict_rules from attempt`).toEqual([
    { status: "forbidden", verdict_rules: ["stop.paid", "za.hold.paid"] },
  ]);
  expect(engine.sms.taken).toEqual([]);
});
