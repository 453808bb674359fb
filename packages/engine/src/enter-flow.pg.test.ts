import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { enterFlow } from "./enter-flow.ts";
import { UnknownSubjectError } from "./facts/telling.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish } from "./fixtures/made-up-world.ts";
import { flowOf, reminderFlow } from "./fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

test("those who are named enter by the re-entry rule, and only a flow that waits to be told takes them", async () => {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const debtors = await addDebtors(engine.database, engine.world, { count: 3 });
  const accountIds = debtors.slice(0, 2).flatMap((debtor) => debtor.accountIds);
  const { flowId } = await publish(
    engine.database,
    flowOf("By hand", {
      nodes: {
        start: { type: "start", config: { entry: { kind: "manual" }, reentry: { kind: "never" } } },
        over: { type: "end", config: { reason: "done" } },
      },
      edges: [["start", "next", "over"]],
    }),
  );
  const other = await publish(engine.database, reminderFlow("Reminders"));

  const begun = await enterFlow(engine.deps, { flowId, accountIds });
  await engine.settle();
  const again = await enterFlow(engine.deps, { flowId, accountIds });

  expect([begun, again]).toEqual([2, 0]);
  const runs = await engine.database.sql<{ account_id: string }[]>`
    select account_id from run where ended_reason = 'done' order by account_id`;
  expect(runs.map(({ account_id: id }) => id)).toEqual([...accountIds].toSorted());
  await expect(enterFlow(engine.deps, { flowId: other.flowId, accountIds })).rejects.toThrow(
    UnknownSubjectError,
  );
});
