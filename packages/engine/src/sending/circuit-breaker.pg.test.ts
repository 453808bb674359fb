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

test("a provider that fails rests for all processes, one message tries it, and then the others leave", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 60 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  let [elapsedMs, asked, isDown] = [0, 0, true];
  const port = {
    ...engine.sms,
    send: (...args: Parameters<typeof engine.sms.send>) => {
      asked += 1;
      return isDown
        ? Promise.resolve({ kind: "retry-later", code: "http-503", afterMs: 0 } as const)
        : engine.sms.send(...args);
    },
  };
  const senders = [1, 2].map(() =>
    sender({
      ...engine.deps,
      ports: fixedPorts({ sms: port }),
      realNow: () => new Date(elapsedMs),
    }),
  );
  const askedBy = async (process: number, atMs: number) => {
    elapsedMs = atMs;
    const before = asked;
    for (let lane = 0; lane < LANE_COUNT; lane += 1) await senders[process]?.sendLane(lane, "sms");
    return asked - before;
  };

  const first = await askedBy(0, 0);
  const resting = await askedBy(1, 10_000);
  const trying = await askedBy(1, 31_000);
  isDown = false;
  const again = await askedBy(0, 40_000);
  await askedBy(0, 92_000);

  // Ten in a row, and whatever was claimed with the tenth.
  expect(first).toBeGreaterThanOrEqual(10);
  expect(first).toBeLessThan(60);
  expect([resting, trying, again]).toEqual([0, 1, 0]);
  expect(engine.sms.taken).toHaveLength(60);
});
