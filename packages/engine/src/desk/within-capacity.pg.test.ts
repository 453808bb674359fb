import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const CALL = {
  kind: "call",
  title: "Call them",
  team: "Callers",
  due: { kind: "business-days", days: 5 },
  outcomes: [{ id: "done", label: "Done" }],
};

function callFlow(overflows: boolean) {
  return flowOf("Calls", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      call: { type: "task", config: { ...CALL, overflows } },
      over: { type: "end", config: { reason: "called" } },
      full: { type: "end", config: { reason: "team-full" } },
    },
    edges: [
      ["start", "next", "call"],
      ["call", "done", "over"],
      ...(overflows ? ([["call", "overflow", "full"]] as const) : []),
    ],
  });
}

async function asked(count: number, overflows: boolean) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database } = engine;
  await addDebtors(database, engine.world, { count });
  await database.sql`
    insert into team (name, daily_capacity, zone, changed_by, changed_at)
    values ('Callers', 3, 'Africa/Johannesburg', 'test', now())`;
  await publish(database, callFlow(overflows));
  await engine.enrolAll();
  await Promise.all(Array.from({ length: 2 }, () => engine.tickAll()));
  await engine.settle();
  return engine;
}

test("a team takes what it can on one day, and whoever comes on top goes on by overflow", async () => {
  const engine = await asked(8, true);

  const runs = await engine.database.sql`
    select status, ended_reason, count(*)::int from run group by 1, 2 order by 1`;
  const tasks = await engine.database.sql`select status, count(*)::int from task group by 1`;

  expect(engine.faults).toEqual([]);
  expect(runs).toEqual([
    { status: "active", ended_reason: null, count: 3 },
    { status: "ended", ended_reason: "team-full", count: 5 },
  ]);
  expect(tasks).toEqual([{ status: "open", count: 3 }]);
});

test("a step without that way out asks all the same", async () => {
  const engine = await asked(5, false);

  expect(await engine.database.sql`select count(*)::int from task`).toEqual([{ count: 5 }]);
});
