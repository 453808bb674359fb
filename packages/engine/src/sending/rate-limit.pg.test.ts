import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { LANE_COUNT } from "../lane.ts";
import { sender } from "./send-lane.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

test("all lanes of a channel share its rate, and what has to wait stays planned", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 12 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  let elapsedMs = 0;
  const { sendLane } = sender({
    ...engine.deps,
    messagesPerSecond: { sms: 5 },
    elapsedMs: () => elapsedMs,
  });
  const sentBy = async (atMs: number) => {
    elapsedMs = atMs;
    for (let lane = 0; lane < LANE_COUNT; lane += 1) await sendLane(lane, "sms");
    return engine.sms.taken.length;
  };

  const sent = [await sentBy(0), await sentBy(0), await sentBy(400), await sentBy(1_400)];

  const [planned] = await engine.database.sql<{ count: number }[]>`
    select count(*)::int from attempt where status = 'planned'`;
  expect({ sent, planned: planned?.count }).toEqual({ sent: [5, 5, 7, 12], planned: 0 });
});
