import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

test("a paused flow sends nothing of what it has planned until it goes on, and other flows do", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { sql } = engine.database;
  await addDebtors(engine.database, engine.world, { count: 3 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  const sentAfter = async (change: Promise<unknown>) => {
    await change;
    await engine.sendAll();
    return engine.sms.taken.length;
  };

  await publish(engine.database, reminderFlow("Another"));
  const own = await sentAfter(
    sql`update flow set paused_at = now(), paused_reason = 'test' where name = 'Reminders'`,
  );
  // The other has planned none of these.
  const others = await sentAfter(
    sql`
      update flow set paused_at = case name when 'Another' then now() end,
        paused_reason = case name when 'Another' then 'test' end`,
  );

  expect({ own, others }).toEqual({ own: 0, others: 3 });
});
