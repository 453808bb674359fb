import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish } from "./fixtures/made-up-world.ts";
import { flowOf } from "./fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** A flow that takes in whoever owes something each Wednesday at 09:00, in the portfolio's zone. */
async function onWednesdays() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await addDebtors(engine.database, engine.world, { count: 1 });
  await publish(
    engine.database,
    flowOf("Wednesdays", {
      nodes: {
        start: {
          type: "start",
          config: {
            entry: {
              kind: "schedule",
              days: { kind: "weekdays", weekdays: ["wed"] },
              at: "09:00",
              segment: "owing",
            },
            reentry: { kind: "after-days", days: 1 },
          },
        },
        over: { type: "end", config: { reason: "done" } },
      },
      edges: [["start", "next", "over"]],
    }),
  );
  const runsAt = async (instant: string) => {
    await engine.setTime(new Date(instant));
    await engine.enrolAll();
    await engine.settle();
    const [row] = await engine.database.sql<{ count: number }[]>`select count(*)::int from run`;
    return row?.count;
  };
  return { engine, runsAt };
}

test("accounts enter when the portfolio's clock strikes, once, and again a week later", async () => {
  const { runsAt } = await onWednesdays();

  const counts = [
    await runsAt("2026-11-24T08:00:00Z"),
    await runsAt("2026-11-25T06:45:00Z"),
    await runsAt("2026-11-25T07:00:00Z"),
    await runsAt("2026-11-25T07:15:00Z"),
    await runsAt("2026-11-27T07:00:00Z"),
    await runsAt("2026-12-02T06:59:59Z"),
    await runsAt("2026-12-02T07:00:00Z"),
  ];

  expect(counts).toEqual([0, 0, 1, 1, 1, 1, 2]);
});

test("whoever comes to owe something afterwards waits for the next time", async () => {
  const { engine, runsAt } = await onWednesdays();
  await runsAt("2026-11-25T06:45:00Z");
  await runsAt("2026-11-25T07:00:00Z");

  await addDebtors(engine.database, engine.world, { count: 1, from: 1 });

  expect(await runsAt("2026-11-25T07:15:00Z")).toBe(1);
  expect(await runsAt("2026-12-02T07:00:00Z")).toBe(3);
});

test("a flow that is published after the hour waits a week, and an hour that was missed is made up for within a day", async () => {
  const { runsAt } = await onWednesdays();

  const counts = [
    await runsAt("2026-11-25T07:05:00Z"),
    await runsAt("2026-12-01T12:00:00Z"),
    await runsAt("2026-12-02T15:00:00Z"),
    await runsAt("2026-12-10T15:00:00Z"),
  ];

  expect(counts).toEqual([0, 0, 1, 1]);
});
