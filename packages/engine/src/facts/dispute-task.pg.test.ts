import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";
import { openDispute, resolveDispute } from "./disputes.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

const OWN = { team: "Disputes", title: "Look into the dispute", has_due: true };
const OF_NODE = { team: "Quality", title: "Is the invoice right?", has_due: true };

function waiting(name: string, of: { readonly pauses: boolean; readonly per?: "debtor" }) {
  const pause = {
    type: "pause-on-dispute",
    config: { team: OF_NODE.team, title: OF_NODE.title, dueInBusinessDays: 5 },
  };
  return flowOf(name, {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      patience: {
        type: "wait-for",
        config: {
          events: [{ id: "replied", event: "replied" }],
          deadline: { kind: "days", days: 60 },
        },
      },
      ...(of.pauses ? { pause } : {}),
      over: { type: "end", config: { reason: "done" } },
    },
    edges: [
      ["start", "next", "patience"],
      ["patience", "replied", "over"],
    ],
    settings: { per: of.per ?? "account" },
  });
}

test.for([
  ["without a run", [], OWN],
  ["with a run that has no pause", [waiting("A", { pauses: false })], OWN],
  ["with a run that pauses", [waiting("A", { pauses: true })], OF_NODE],
  ["with a debtor's run that pauses", [waiting("A", { pauses: true, per: "debtor" })], OF_NODE],
  [
    "with three runs, two of which pause",
    [
      waiting("A", { pauses: true }),
      waiting("B", { pauses: true }),
      waiting("C", { pauses: false }),
    ],
    OF_NODE,
  ],
] as const)(
  "a dispute %s has one task, which its decision closes",
  async ([, flows, { team, title, has_due }]) => {
    const engine = await engineUnderTest(await testDatabase());
    engines.push(engine);
    const { sql } = engine.database;
    const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
    const accountId = debtor?.accountIds[0] ?? "";
    for (const flow of flows) await publish(engine.database, flow);
    await engine.enrolAll();
    await engine.settle();

    const dispute = { accountId, reason: "amount", via: "desk", author: "test" };
    const disputeId = await openDispute(engine.deps, dispute);
    await openDispute(engine.deps, dispute);
    await engine.settle();
    const tasks = () => sql`
      select account_id, team, kind, title, due_at is not null as has_due, status from task`;
    const opened = await tasks();
    await resolveDispute(engine.deps, { disputeId, decision: "accepted", author: "test" });
    await engine.settle();

    const task = { account_id: accountId, team, kind: "dispute", title, has_due };
    expect(opened).toEqual([{ ...task, status: "open" }]);
    expect(await tasks()).toEqual([{ ...task, status: "done" }]);
  },
);
