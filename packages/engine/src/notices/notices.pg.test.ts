import { readClock } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, describe, expect, test } from "vitest";
import { completeTaskIn } from "../facts/complete-task.ts";
import { recordDelivery } from "../facts/deliveries.ts";
import { recordNotice } from "../facts/notices.ts";
import { openDispute } from "../facts/disputes.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { handOverFlow, messageFlow, noticeFlow } from "../fixtures/legal-flow.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import type { Flow } from "@fairflow/flow";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** One debtor with one account under the National Credit Act, in default since 1 November 2026, in these flows. */
async function taken(...flows: readonly Flow[]) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, world } = engine;
  await database.sql`update portfolio set debt_type = 'nca_credit'`;
  const [debtor] = await addDebtors(database, world, { count: 1 });
  await database.sql`update account set in_default_since = '2026-11-01'`;
  for (const flow of flows) await publish(database, flow);
  await engine.enrolAll();
  const accountId = debtor?.accountIds[0] ?? "";
  return { engine, sql: database.sql, debtorId: debtor?.id ?? "", accountId };
}

async function at(engine: EngineUnderTest, instant: string): Promise<void> {
  await engine.setTime(new Date(instant));
  await engine.settle();
}

async function prove({ database, deps }: EngineUnderTest, outcome: string): Promise<void> {
  await database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    const [task] = await tx.sql<{ id: string }[]>`select id from task where kind = 'proof'`;
    const completion = { id: task?.id ?? "", outcome, author: "u1" };
    expect(await completeTaskIn(deps, tx, completion, now)).toBe("done");
  });
}

async function standing({ database }: EngineUnderTest) {
  return database.sql`select node_id as node, wake_at as wake, ended_reason as ended from run`;
}

describe("a legal notice", () => {
  test("is sent, proved by a person, and what follows waits until its days have passed", async () => {
    const { engine, sql } = await taken(noticeFlow("Legal demand"));
    await engine.settle();

    expect(engine.letter.taken).toHaveLength(1);
    expect(await sql`select purpose, notice_id as notice, merges, status from attempt`).toEqual([
      { purpose: "statutory_notice", notice: "nca_s129", merges: false, status: "accepted" },
    ]);
    expect(await sql`select kind, team, status from task`).toEqual([
      { kind: "proof", team: "Desk", status: "open" },
    ]);

    await engine.setTime(new Date("2026-12-07T09:00:00Z"));
    await prove(engine, "delivered");
    await engine.settle();
    // 16 December is a holiday: the tenth business day is the 22nd.
    const elapses = new Date("2026-12-23T00:00:00+02:00");
    expect(await standing(engine)).toEqual([{ node: "notice", wake: elapses, ended: null }]);

    await at(engine, "2026-12-22T23:59:00+02:00");
    expect(await standing(engine)).toMatchObject([{ node: "notice" }]);
    await at(engine, elapses.toISOString());

    expect(await standing(engine)).toMatchObject([{ node: "legal" }]);
    expect(await sql`select kind, title, step from task where status = 'open'`).toEqual([
      { kind: "review", title: "Hand over to attorney", step: "commence_legal_proceedings" },
    ]);
    expect(await sql`select step, verdict, node_id as node from legal_step`).toEqual([
      { step: "commence_legal_proceedings", verdict: "allowed", node: "legal" },
    ]);
    expect(engine.faults).toEqual([]);
  });

  test("counts from what the provider reports", async () => {
    const { engine, sql } = await taken(noticeFlow("Legal demand", { proofTeam: null }));
    await engine.settle();
    const [attempt] = await sql<{ provider: string; provider_id: string }[]>`
      select provider, provider_id from attempt`;
    await engine.setTime(new Date("2026-12-01T06:00:00Z"));
    const report = {
      provider: attempt?.provider ?? "",
      providerId: attempt?.provider_id ?? "",
      arrived: true,
      at: new Date("2026-11-27T10:00:00Z"),
    };

    expect(await recordDelivery(engine.deps, report)).toBe(true);
    expect(await recordDelivery(engine.deps, { ...report, arrived: false })).toBe(false);
    await engine.settle();

    // 30 November, 1-4, 7-11 December.
    expect(await standing(engine)).toMatchObject([{ wake: new Date("2026-12-12T00:00:00+02:00") }]);
  });

  test("counts from one that was given outside, if its days pass first", async () => {
    const { engine, debtorId, accountId } = await taken(noticeFlow("Legal demand"));
    await engine.settle();

    await recordNotice(engine.deps, {
      debtorId,
      accountId,
      noticeId: "nca_s129",
      servedOn: "2026-11-20",
      author: "u1",
    });
    await engine.settle();

    // 23-27, 30 November, 1-4 December.
    expect(await standing(engine)).toMatchObject([{ wake: new Date("2026-12-05T00:00:00+02:00") }]);
  });

  test.for<[string, (engine: EngineUnderTest) => Promise<void>]>([
    ["a person reports that it came back", (engine) => prove(engine, "not-delivered")],
    [
      "the provider reports that it bounced",
      async (engine) => {
        const [attempt] = await engine.database.sql<{ provider: string; provider_id: string }[]>`
          select provider, provider_id from attempt`;
        await recordDelivery(engine.deps, {
          provider: attempt?.provider ?? "",
          providerId: attempt?.provider_id ?? "",
          arrived: false,
          at: new Date("2026-11-25T10:00:00Z"),
          code: "unknown-address",
        });
      },
    ],
    ["nobody proves it in time", (engine) => engine.setTime(new Date("2027-01-23T08:00:00Z"))],
  ])("leaves by not-delivered when %s", async ([, happen]) => {
    const { engine } = await taken(noticeFlow("Legal demand"));
    await engine.settle();

    await happen(engine);
    await engine.settle();

    expect(await standing(engine)).toMatchObject([{ ended: "undelivered" }]);
  });

  test("one that came back opens no gate", async () => {
    // Its days would be counted from sending.
    const notice = { notice: "bureau_listing", channel: "email", template: "third" };
    const { engine, sql } = await taken(noticeFlow("Before the bureau hears of it", notice));
    await engine.settle();
    await prove(engine, "not-delivered");
    await publish(engine.database, handOverFlow("Tell the bureau", "report_to_bureau"));
    await engine.setTime(new Date("2027-02-23T08:00:00Z"));
    await engine.enrolAll();
    await engine.settle();

    expect(await sql`select verdict, verdict_rules as rules from legal_step`).toEqual([
      { verdict: "forbidden", rules: ["za.gate.bureau"] },
    ]);
  });

  test("a dispute interrupts the wait, and its days run on", async () => {
    const { engine, accountId } = await taken(noticeFlow("Legal demand"));
    await engine.settle();
    await engine.setTime(new Date("2026-12-07T09:00:00Z"));
    await prove(engine, "delivered");
    await engine.settle();

    await openDispute(engine.deps, { accountId, reason: "amount", via: "phone", author: "u1" });
    await at(engine, "2026-12-28T08:00:00Z");

    expect(await engine.database.sql`select status, node_id as node from run`).toEqual([
      { status: "held", node: "notice" },
    ]);
  });
});

describe("a legal step", () => {
  test("waits for its gate, and then there is work", async () => {
    const { engine, sql, debtorId } = await taken(handOverFlow("Hand over"));
    await recordNotice(engine.deps, {
      debtorId,
      noticeId: "nca_s129",
      sentOn: "2026-11-20",
      deliveredOn: "2026-11-24",
      evidence: { track: "RD123456789ZA" },
      author: "u1",
    });
    await engine.settle();

    // 25-27, 30 November, 1-4, 7, 8 December.
    const opens = new Date("2026-12-09T00:00:00+02:00");
    expect(await standing(engine)).toEqual([{ node: "legal", wake: opens, ended: null }]);
    expect(await sql`select count(*)::int as tasks from task`).toEqual([{ tasks: 0 }]);

    await at(engine, opens.toISOString());

    // 10, 11, 14, 15, 17 December.
    expect(await sql`select kind, due_at as due from task`).toEqual([
      { kind: "review", due: new Date("2026-12-17T00:00:00+02:00") },
    ]);
    expect(await sql`select verdict from legal_step order by verdict_at`).toEqual([
      { verdict: "deferred" },
      { verdict: "allowed" },
    ]);
  });

  test("is forbidden without its notice, and nobody gets work", async () => {
    const { engine, sql } = await taken(handOverFlow("Hand over"));
    await engine.settle();

    expect(await standing(engine)).toMatchObject([{ ended: "refused" }]);
    expect(await sql`select verdict_rules as rules from legal_step`).toEqual([
      { rules: ["za.gate.legal"] },
    ]);
    expect(await sql`select count(*)::int as tasks from task`).toEqual([{ tasks: 0 }]);
  });

  test("a message that is one waits too, at planning and at sending", async () => {
    const step = "commence_legal_proceedings";
    const config = { template: "third", purpose: "collection", step, giveUpAfterDays: 60 };
    const { engine, sql, debtorId } = await taken(
      messageFlow("Summons", { type: "email", config }),
    );
    const deliveredOn = "2026-11-24";
    await recordNotice(engine.deps, {
      debtorId,
      noticeId: "nca_s129",
      deliveredOn,
      author: "u1",
    });
    await engine.settle();

    expect(await sql`select step, status, verdict_rules as rules, merges from attempt`).toEqual([
      { step, status: "deferred", rules: ["za.gate.legal"], merges: false },
    ]);

    await at(engine, "2026-12-09T10:00:00+02:00");

    expect(engine.email.taken).toHaveLength(1);
  });
});
