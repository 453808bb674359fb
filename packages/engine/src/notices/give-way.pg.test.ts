import type { Flow } from "@fairflow/flow";
import type { MessageChannel } from "@fairflow/interpreter";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { enrolLane } from "../enrol-lane.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { lawWithCap } from "../fixtures/law-with-cap.ts";
import { messageFlow, noticeFlow } from "../fixtures/legal-flow.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { backendsWaiting, holding } from "../fixtures/waiting-for.ts";
import { LANE_COUNT } from "../lane.ts";
import { sender } from "../sending/send-lane.ts";
import { runTick } from "../tick.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

const lanes = Array.from({ length: LANE_COUNT }, (_, lane) => lane);
const reminder = (priority: number) =>
  messageFlow("Reminder", {
    type: "sms",
    config: { template: "reminder", purpose: "collection" },
    priority,
  });

/** A debtor under a law that allows one message a day. */
async function world() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 1 });
  const { sql } = engine.database;
  const deps = { ...engine.deps, law: lawWithCap(await engine.deps.law.newest(sql), 1) };
  return {
    engine,
    sql,
    enter: async (flow: Flow) => {
      await publish(engine.database, flow);
      for (const lane of lanes) await enrolLane(deps, lane);
    },
    tick: async () => {
      for (const lane of lanes) await runTick(deps, lane);
    },
    send: async (channels: readonly MessageChannel[] = ["sms", "email", "letter"]) => {
      for (const channel of channels) {
        for (const lane of lanes) await sender(deps).sendLane(lane, channel);
      }
    },
    attempts: () => sql`
      select channel, status, error_code as why, verdict_rules as rules from attempt order by created_at, channel desc`,
  };
}

const gaveWay = {
  channel: "sms",
  status: "withdrawn",
  why: "engine.gives-way-to-notice",
  rules: [],
};
const notice = { channel: "letter", status: "planned", why: null, rules: [] };

test("a planned reminder gives way to a notice, says so, and goes when there is room again", async () => {
  const { engine, sql, enter, tick, send, attempts } = await world();
  await enter(reminder(90));
  await tick();
  await enter(noticeFlow("Legal demand"));
  await tick();

  expect(await attempts()).toEqual([gaveWay, notice]);
  expect(await sql`select metric, exit, count from counter where metric = 'deferred'`).toEqual([
    { metric: "deferred", exit: "engine.gives-way-to-notice", count: 1 },
  ]);

  await send();
  await tick();
  expect([engine.letter.taken.length, engine.sms.taken.length]).toEqual([1, 0]);

  // It asks again, and the gate says which rule keeps it.
  await engine.setTime(new Date("2026-11-24T08:05:00Z"));
  await tick();
  expect((await attempts()).at(-1)).toEqual({
    channel: "sms",
    status: "deferred",
    why: null,
    rules: ["house.daily"],
  });
  await engine.setTime(new Date("2026-11-25T08:00:00Z"));
  await tick();
  await send();
  expect(engine.sms.taken.length).toBe(1);
  expect(engine.faults).toEqual([]);
});

test("in one batch too, however important the reminder's flow", async () => {
  const { enter, tick, send, attempts, engine } = await world();
  await enter(reminder(90));
  await enter(noticeFlow("Legal demand"));

  await tick();
  expect(await attempts()).toEqual([gaveWay, notice]);

  await send();
  expect([engine.letter.taken.length, engine.sms.taken.length]).toEqual([1, 0]);
});

test("a reminder that leaves while the batch decides keeps its slot: the notice waits", async () => {
  const { engine, sql, enter, tick, attempts } = await world();
  await enter(reminder(50));
  await tick();
  await enter(noticeFlow("Legal demand"));
  const release = await holding(engine.database, async (held) => {
    await held`select from debtor for no key update`;
    await held`
      update attempt set status = 'dispatching', claimed_at = now(), claimed_by = 'another'
      where channel = 'sms'`;
  });
  const ticking = tick();
  await backendsWaiting(engine.database, 1);

  await release();
  await ticking;

  expect(await attempts()).toMatchObject([
    { channel: "sms", status: "dispatching" },
    { channel: "letter", status: "deferred", rules: ["house.daily"] },
  ]);
  expect(
    await sql`select count(*)::int as gave from counter where metric = 'deferred' and exit like 'engine.%'`,
  ).toEqual([{ gave: 0 }]);
});

test("an answer to the debtor does not give way: the notice waits", async () => {
  const { enter, tick, attempts } = await world();
  await enter(
    messageFlow("Answer", {
      type: "sms",
      config: { template: "reminder", purpose: "reply_to_consumer" },
    }),
  );
  await tick();
  await enter(noticeFlow("Legal demand"));
  await tick();

  expect(await attempts()).toMatchObject([
    { channel: "sms", status: "planned" },
    { channel: "letter", status: "deferred", rules: ["house.daily"] },
  ]);
});

test("of two flows that want one slot in one batch the more important gets it", async () => {
  const { enter, tick, attempts } = await world();
  const email = { type: "email", config: { template: "third", purpose: "collection" } };
  await enter(reminder(20));
  await enter(messageFlow("Important", { ...email, priority: 80 }));
  await tick();

  expect(await attempts()).toMatchObject([
    { channel: "sms", status: "deferred", rules: ["house.daily"] },
    { channel: "email", status: "planned" },
  ]);
});

test.for<[MessageChannel, MessageChannel]>([
  ["sms", "email"],
  ["email", "sms"],
])(
  "of two planned before there was a cap exactly the more important leaves, %s asked first",
  async (channels) => {
    const { engine, enter, send, attempts } = await world();
    const email = { type: "email", config: { template: "third", purpose: "collection" } };
    await enter(reminder(20));
    await enter(messageFlow("Important", { ...email, priority: 80 }));
    await engine.tickAll();
    expect(await attempts()).toMatchObject([{ status: "planned" }, { status: "planned" }]);

    await send(channels);

    expect([engine.email.taken.length, engine.sms.taken.length]).toEqual([1, 0]);
  },
);
