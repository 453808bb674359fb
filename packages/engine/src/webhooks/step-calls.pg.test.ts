import { addWebhookEndpoint, cancelAbandoned, claimDeliveries, newId } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterFlow } from "../enter-flow.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";
import { stepAnsweredIn } from "./step-answered.ts";

const EXITS = ["high", "ok", "refused", "failed"] as const;
const url = await testDatabase();
let engine: EngineUnderTest;

/** Real time, which the outbox goes by. */
const soon = () => new Date(Date.now() + 60_000);
const claim = () => claimDeliveries(engine.database, { limit: 10, leaseMs: 1 }, soon());

beforeAll(async () => {
  engine = await engineUnderTest(url);
  const { database, world } = engine;
  const debtors = await addDebtors(database, world, { count: 3 });
  const settings = { name: "Score", url: "https://score.example/", eventTypes: [], isOn: false };
  await addWebhookEndpoint(database, { id: newId(), ...settings }, { by: "test", now: new Date() });
  const { flowId } = await publish(
    database,
    flowOf("Asks", {
      nodes: {
        start: { type: "start", config: { entry: { kind: "manual" }, reentry: { kind: "never" } } },
        score: {
          type: "webhook",
          config: {
            webhook: "score",
            facts: ["account.balance"],
            answers: [{ id: "high", path: "band", equals: "high" }],
            giveUpAfterHours: 2,
          },
        },
        ...Object.fromEntries(
          EXITS.map((exit) => [exit, { type: "end", config: { reason: exit } }]),
        ),
      },
      edges: [
        ["start", "next", "score"],
        ...EXITS.map((exit): [string, string, string] => ["score", exit, exit]),
      ],
    }),
  );
  const accountIds = debtors.flatMap((debtor) => debtor.accountIds);
  await enterFlow(engine.deps, { flowId, accountIds });
  await engine.settle();
});
afterAll(() => closeVerified([engine.database]));

test("each run asks once, with its account and the facts that the step names", async () => {
  await engine.settle();
  const asked = await claim();

  expect(asked).toHaveLength(3);
  expect(new Set(asked.map(({ messageId }) => messageId)).size).toBe(3);
  const [first] = asked;
  expect(JSON.parse(first?.body ?? "")).toEqual({
    type: "flow.step",
    timestamp: TUESDAY.toISOString(),
    data: {
      step: "score",
      visit: 1,
      run: first?.step?.runId,
      debtor: first?.step?.debtorId,
      facts: { "account.balance": expect.any(Number) },
      accounts: [
        { account: expect.any(String), portfolio: expect.any(String), client: expect.any(String) },
      ],
    },
  });
  expect(first?.step).toMatchObject({
    nodeId: "score",
    visit: 1,
    reading: { answers: [{ exit: "high", path: "band", equals: "high" }] },
  });
});

test("an answer moves the run on by the way out that it chose, and told twice it is one", async () => {
  const [first] = await claim();
  if (first?.step == null) throw new Error("Nothing was asked");
  const answered = { ...first.step, exit: "high" };
  const tell = () => engine.database.transaction((tx) => stepAnsweredIn(engine.deps, tx, answered));

  await tell();
  await tell();
  await engine.settle();

  const [run] = await engine.database.sql`
    select ended_reason from run where id = ${first.step.runId}`;
  expect(run).toEqual({ ended_reason: "high" });
  const events = await engine.database.sql`
    select count(*)::int from event where run_id = ${first.step.runId}`;
  expect([...events]).toEqual([{ count: 1 }]);
});

test("whoever has had no answer in time goes on, and nobody is asked for them any more", async () => {
  await engine.setTime(new Date(TUESDAY.getTime() + 2 * 3_600_000));
  await engine.settle();

  const cancelled = await cancelAbandoned(engine.database, soon());

  const ended = await engine.database.sql`
    select ended_reason, count(*)::int from run group by ended_reason order by ended_reason`;
  expect([...ended]).toEqual([
    { ended_reason: "failed", count: 2 },
    { ended_reason: "high", count: 1 },
  ]);
  expect(cancelled).toBe(3);
  expect(await claim()).toEqual([]);
  expect(engine.faults).toEqual([]);
});
