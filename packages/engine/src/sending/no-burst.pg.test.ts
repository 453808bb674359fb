import { setImmediate as turn } from "node:timers/promises";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { LANE_COUNT } from "../lane.ts";
import type { ChannelPort } from "./channel-port.ts";
import { fixedPorts } from "./port-source.ts";
import { sender } from "./send-lane.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

const DEBTORS = 4_000;
const PER_SECOND = 200;
const NIGHT = new Date("2026-11-24T20:30:00Z");
/** 08:00 in Johannesburg, when the hours of every rule have begun. */
const MORNING = new Date("2026-11-25T06:00:00Z");

test("4,000 messages that the night deferred leave in the morning at the provider's rate, each once", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database } = engine;
  await engine.setTime(NIGHT);
  await addDebtors(database, engine.world, { count: DEBTORS });
  await publish(database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  await engine.sendAll();
  const [deferred] = await database.sql<{ count: number; until: Date }[]>`
    select count(*)::int, min(verdict_until) as until from attempt where status = 'deferred'`;
  // What the planner knows in the morning is what autovacuum saw at night: nothing is planned.
  await database.sql`vacuum analyze`;

  await engine.setTime(MORNING);
  await engine.tickAll();
  let elapsedMs = 0;
  const leftAtMs: number[] = [];
  const waited: number[] = [];
  const port: ChannelPort = {
    ...engine.sms,
    messagesPerSecond: PER_SECOND,
    send: async (...args) => {
      leftAtMs.push(elapsedMs);
      return engine.sms.send(...args);
    },
  };
  const { sendLane } = sender({
    ...engine.deps,
    ports: fixedPorts({ sms: port }),
    realNow: () => new Date(elapsedMs),
    timer: {
      nowMs: () => elapsedMs,
      // Who waits for the earliest moment goes on first, and it is that moment then.
      waitUntil: async (ms) => {
        waited.push(ms);
        do await turn();
        while (Math.min(...waited) < ms);
        waited.splice(waited.indexOf(ms), 1);
        elapsedMs = Math.max(elapsedMs, ms);
      },
    },
  });
  for (let lane = 0; lane < LANE_COUNT; lane += 1) await sendLane(lane, "sms");

  expect(deferred).toEqual({ count: DEBTORS, until: MORNING });
  const ofRate = DEBTORS / PER_SECOND / ((leftAtMs.at(-1) ?? 0) / 1_000);
  expect(ofRate).toBeGreaterThan(0.98);
  expect(ofRate).toBeLessThan(1.02);
  const most = leftAtMs.map(
    (from) => leftAtMs.filter((at) => at >= from && at < from + 1_000).length,
  );
  expect(Math.max(...most)).toBeLessThanOrEqual(PER_SECOND + 1);
  expect(new Set(engine.sms.taken.map(({ attemptId }) => attemptId)).size).toBe(DEBTORS);
});
