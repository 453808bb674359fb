import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { LANE_COUNT } from "../lane.ts";
import { fixedPorts } from "./port-source.ts";
import { sender } from "./send-lane.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

test("all lanes of all processes share a provider's rate, and what has to wait stays planned", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 12 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  let elapsedMs = 0;
  const port = { ...engine.sms, messagesPerSecond: 0.001 };
  // Two processes: their lanes would have to wait longer than their turn.
  const senders = [1, 2].map(() =>
    sender({
      ...engine.deps,
      ports: fixedPorts({ sms: port }),
      realNow: () => new Date(elapsedMs),
    }),
  );
  const sentBy = async (atMs: number) => {
    elapsedMs = atMs;
    for (const { sendLane } of senders) {
      for (let lane = 0; lane < LANE_COUNT; lane += 1) await sendLane(lane, "sms");
    }
    return engine.sms.taken.length;
  };

  const sent = [await sentBy(0), await sentBy(500_000), await sentBy(1_000_000)];

  const [planned] = await engine.database.sql<{ count: number }[]>`
    select count(*)::int from attempt where status = 'planned'`;
  expect({ sent, planned: planned?.count }).toEqual({ sent: [1, 1, 2], planned: 10 });
});
