import { randomUUID } from "node:crypto";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { whatIsWrong } from "../fixtures/what-is-wrong.ts";
import { claimAttempts } from "../sending/claim-attempts.ts";
import { releaseFlowHoldIn } from "./release-flow-hold.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** People with a planned message of "Reminders", whose flow has sent ten a day on so many days before. */
async function planned(of: {
  readonly people: number;
  readonly days: number;
}): Promise<EngineUnderTest> {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: of.people });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.database.sql`
    insert into flow_sends (flow_id, day, lane, channel, count)
    select flow.id, '2026-11-24'::date - day, 0, 'sms', 10 from flow, generate_series(1, ${of.days}::int) as day`;
  await engine.enrolAll();
  await engine.tickAll();
  return engine;
}

/** Of each status, and how many holds are open. */
async function standing({ database: { sql } }: EngineUnderTest) {
  const rows = await sql<{ status: string; count: number }[]>`
    select status, count(*)::int from attempt group by status order by status`;
  const [holds] = await sql<{ count: number }[]>`
    select count(*)::int from flow_hold where released_at is null`;
  return {
    ...Object.fromEntries(rows.map(({ status, count }) => [status, count])),
    holds: holds?.count,
  };
}

async function release({ database }: EngineUnderTest): Promise<void> {
  await database.transaction(async (tx) => {
    const [hold] = await tx.sql<
      { id: string }[]
    >`select id from flow_hold where released_at is null`;
    const by = { by: "manager", reason: "it is meant so", realNow: TUESDAY };
    await releaseFlowHoldIn(tx, { id: hold?.id ?? "", ...by });
  });
}

test("a flow that would send more than its past leads to expect stops before the message that does, and all others of it stay planned", async () => {
  const engine = await planned({ people: 60, days: 7 });

  await engine.sendAll();
  await engine.sendAll();

  const stood = await standing(engine);
  const sent = engine.sms.taken.length;
  // Of the lane whose claim would have passed fifty nothing left.
  expect(sent).toBeLessThanOrEqual(50);
  expect(sent).toBeGreaterThan(50 - 20);
  expect(stood).toEqual({ accepted: sent, planned: 60 - sent, holds: 1 });
  const [hold] = await engine.database.sql<{ cause: string; evidence: unknown }[]>`
    select cause, evidence from flow_hold`;
  expect(hold).toEqual({
    cause: "beyond_forecast",
    evidence: {
      day: "2026-11-24",
      sent,
      asked: expect.any(Number),
      limit: 50,
      basis: { kind: "history", days: 7, busiest: 10, factor: 3 },
    },
  });
  const audited = await engine.database.sql`
    select actor_kind, action from audit where action = 'flow.hold'`;
  expect(audited).toEqual([{ actor_kind: "system", action: "flow.hold" }]);
});

test("once a person lets it go on, everybody gets the message, once", async () => {
  const engine = await planned({ people: 60, days: 7 });
  await engine.sendAll();

  await release(engine);
  await engine.sendAll();

  expect(await standing(engine)).toEqual({ accepted: 60, holds: 0 });
  expect(new Set(engine.sms.taken.map(({ attemptId }) => attemptId)).size).toBe(60);
});

test("a new flow may send a few messages for each who entered", async () => {
  const engine = await planned({ people: 60, days: 0 });

  await engine.sendAll();

  expect(await standing(engine)).toEqual({ accepted: 60, holds: 0 });
});

test("lanes that claim at once cannot pass the limit together", async () => {
  const engine = await planned({ people: 60, days: 7 });
  const { deps, sms } = engine;
  const route = { port: sms, portfolios: { except: [] } };

  const claims = await Promise.all(
    Array.from({ length: 16 }, (_, lane) =>
      claimAttempts(deps, { lane, channel: "sms", route, claimedBy: "w" }),
    ),
  );

  const claimed = claims.flatMap((claim) => claim.claimed).length;
  expect(claimed).toBeLessThanOrEqual(50);
  expect(await standing(engine)).toEqual({ dispatching: claimed, planned: 60 - claimed, holds: 1 });
});

test("a flow that tells one person the same for the third time in a day stops before that message", async () => {
  const engine = await planned({ people: 4, days: 0 });
  const { sql } = engine.database;
  const [one] = await sql<
    { id: string; shard: number }[]
  >`select id, shard from attempt order by id limit 1`;
  // Two other entries of this account have sent it this morning.
  for (const entry of [2, 3]) await earlierEntry(engine, one?.id ?? "", entry);

  await engine.sendAll();

  const stood = await standing(engine);
  expect(stood.holds).toBe(1);
  const [status] = await sql`select status from attempt where id = ${one?.id ?? ""}`;
  expect(status).toEqual({ status: "planned" });
  const [hold] = await sql<
    { cause: string; evidence: unknown }[]
  >`select cause, evidence from flow_hold`;
  expect(hold).toMatchObject({
    cause: "repeats",
    evidence: { messages: 1, repeats: [{ attemptId: one?.id, kind: "entries" }] },
  });

  await release(engine);
  await engine.sendAll();
  expect(await standing(engine)).toEqual({ accepted: 6, holds: 0 });
});

test("what an engine did without a runaway is as it must be", async () => {
  const engine = await planned({ people: 5, days: 7 });

  await engine.settle();

  expect(await standing(engine)).toEqual({ accepted: 5, holds: 0 });
  expect(await whatIsWrong(engine.database)).toEqual([]);
});

/** A message of the same step for the same account, of another entry, an hour before. */
async function earlierEntry(
  { database: { sql } }: EngineUnderTest,
  of: string,
  entry: number,
): Promise<void> {
  const [runId, attemptId] = [randomUUID(), randomUUID()];
  const at = new Date(TUESDAY.getTime() - 3_600_000);
  await sql`
    insert into attempt select (jsonb_populate_record(attempt, ${JSON.stringify({
      id: attemptId,
      status: "accepted",
      provider: "sms-provider",
      provider_id: attemptId,
      claimed_at: at,
      accepted_at: at,
      settled_at: at,
    })}::jsonb)).* from attempt where id = ${of}`;
  await sql`
    insert into attempt_run select (jsonb_populate_record(attempt_run, ${JSON.stringify({
      attempt_id: attemptId,
      run_id: runId,
      visit: entry,
    })}::jsonb)).* from attempt_run where attempt_id = ${of}`;
}
