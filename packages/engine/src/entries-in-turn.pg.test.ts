import { haltFlow, makeTrialLive, publishVersion } from "@fairflow/db";
import type { Flow } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { beginDueVersions } from "./begin-due-versions.ts";
import { enterFlow } from "./enter-flow.ts";
import { UnknownSubjectError } from "./facts/telling.ts";
import { engineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "./fixtures/made-up-world.ts";
import { flowOf } from "./fixtures/reminder-flow.ts";
import { leaveFlowIn } from "./leave-flow.ts";

const engine = await engineUnderTest(await testDatabase());
afterAll(() => engine.database.close());
const { database } = engine;

const debtors = await addDebtors(database, engine.world, { count: 60 });
const accounts = debtors.flatMap(({ accountIds }) => accountIds);

/** Everyone who is late enters, and waits. */
function waiting(name: string): Flow {
  return flowOf(name, {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      wait: { type: "wait", config: { kind: "days", days: 3 } },
      over: { type: "end", config: { reason: "done" } },
    },
    edges: [
      ["start", "next", "wait"],
      ["wait", "next", "over"],
    ],
  });
}

function next(flow: Flow, how: { readonly startsAt?: Date; readonly sharePercent?: number }) {
  return (flowId: string) =>
    database.transaction((tx) =>
      publishVersion(
        tx,
        {
          flowId,
          document: flow,
          templateVersions: {},
          checksum: new Uint8Array([0]),
          note: "the next",
          publishedBy: "test",
          ...how,
        },
        TUESDAY,
      ),
    );
}

async function enteredBy(flowId: string): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await database.sql<{ number: number; account_id: string }[]>`
    select number, account_id from run join flow_version v on v.id = version_id
    where run.flow_id = ${flowId} order by account_id`;
  const byVersion = Map.groupBy(rows, ({ number }) => number);
  return new Map(
    [...byVersion].map(([number, runs]) => [number, runs.map(({ account_id: id }) => id)]),
  );
}

test("a version on trial takes its share of those who enter, the live one the others, and none twice", async () => {
  const flow = waiting("On trial");
  const { flowId } = await publish(database, flow);
  await next(flow, { sharePercent: 30 })(flowId);

  const begun = await enterFlow(engine.deps, { flowId, accountIds: accounts });
  const again = await enterFlow(engine.deps, { flowId, accountIds: accounts });

  const entered = await enteredBy(flowId);
  const [live, trial] = [entered.get(1) ?? [], entered.get(2) ?? []];
  expect([begun, again]).toEqual([60, 0]);
  expect(new Set([...live, ...trial]).size).toBe(60);
  // Of 60 drawn with 0.3 between 5 and 32 are expected but in one of a million draws.
  expect(trial.length).toBeGreaterThan(4);
  expect(trial.length).toBeLessThan(33);
});

test("a share is drawn for ever: who would enter the trial does so whenever they come", async () => {
  const flow = waiting("Drawn for ever");
  const { flowId } = await publish(database, flow);
  await next(flow, { sharePercent: 50 })(flowId);
  await enterFlow(engine.deps, { flowId, accountIds: accounts.slice(0, 30) });
  const drawn = await enteredBy(flowId);
  const [trial] = drawn.get(2) ?? [];

  await database.transaction((tx) => makeTrialLive(tx, flowId, TUESDAY));
  await enterFlow(engine.deps, { flowId, accountIds: accounts });

  const entered = await enteredBy(flowId);
  expect(trial).toBeDefined();
  // Whoever was inside the earlier version stays on it; all others come to the later.
  expect(entered.get(1)).toEqual(drawn.get(1));
  expect(entered.get(2)?.length).toBe(60 - (drawn.get(1)?.length ?? 0));
});

test("a version that was published for later begins when the engine's clock says so, and not before", async () => {
  const flow = waiting("For later");
  const { flowId } = await publish(database, flow);
  const startsAt = new Date(TUESDAY.getTime() + 3_600_000);
  await next(flow, { startsAt })(flowId);
  const statuses = async () =>
    (
      await database.sql<{ status: string }[]>`
        select status from flow_version where flow_id = ${flowId} order by number`
    ).map(({ status }) => status);
  const begin = (now: Date) =>
    database.transaction((tx) => beginDueVersions(engine.deps.jobs, tx, now));

  await begin(new Date(startsAt.getTime() - 1));
  const before = await statuses();
  engine.jobs.length = 0;
  await begin(startsAt);
  const after = await statuses();
  const asked = engine.jobs.length;
  await begin(startsAt);

  expect([before, after]).toEqual([
    ["live", "scheduled"],
    ["retired", "live"],
  ]);
  expect(asked).toBeGreaterThan(0);
  expect(engine.jobs.length).toBe(asked);
  const audit = await database.sql`
    select actor_kind, after from audit where action = 'flow.begin' and subject_id = ${flowId}`;
  expect(audit).toEqual([{ actor_kind: "system", after: { version: 2, status: "live" } }]);
});

test.for(["paused", "entriesStopped"] as const)(
  "nobody enters a flow that is %s, by hand neither",
  async (kind) => {
    const { flowId } = await publish(database, waiting(`Halted: ${kind}`));
    await database.transaction((tx) => haltFlow(tx, { flowId, kind, reason: "a check" }, TUESDAY));
    const enter = () => enterFlow(engine.deps, { flowId, accountIds: accounts, byHand: true });

    await expect(enter()).rejects.toThrow(UnknownSubjectError);

    await database.transaction((tx) => haltFlow(tx, { flowId, kind, reason: null }, TUESDAY));
    expect(await enter()).toBe(60);
  },
);

test("who is taken out by hand leaves at the next tick, with the reason, and the others stay", async () => {
  const { flowId } = await publish(database, waiting("Taken out"));
  await enterFlow(engine.deps, { flowId, accountIds: accounts.slice(0, 3) });
  await engine.settle();

  const told = await database.transaction((tx) =>
    leaveFlowIn(engine.deps, tx, { flowId, accountIds: accounts.slice(0, 2) }),
  );
  await engine.settle();

  const runs = await database.sql<{ account_id: string; ended_reason: string | null }[]>`
    select account_id, ended_reason from run where flow_id = ${flowId}`;
  const reasons = new Map(runs.map((run) => [run.account_id, run.ended_reason]));
  expect(told).toBe(2);
  expect(accounts.slice(0, 3).map((id) => reasons.get(id))).toEqual([
    "taken-out",
    "taken-out",
    null,
  ]);
  expect(engine.faults).toEqual([]);
});
