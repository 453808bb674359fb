import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { readNodeCounts, readSegmentCounts, settleMove, type NodeCount } from "@fairflow/db";
import { MoveMap, proposeMap } from "@fairflow/interpreter";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordPayment, reversePayment } from "./facts/payments.ts";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "./fixtures/made-up-world.ts";
import { moveAll, publishNext, startMove } from "./fixtures/next-version.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { loadSubject } from "./moving/move-subject.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE = "Africa/Johannesburg";
const url = await testDatabase();
let engine: EngineUnderTest;
let versionId: string;
let debtors: readonly MadeUpDebtor[];

/** Six people: messages, two payments of which one bounced, a goal, and a night at whose end messages wait. */
beforeAll(async () => {
  engine = await engineUnderTest(url);
  debtors = await addDebtors(engine.database, engine.world, { count: 6 });
  ({ versionId } = await publish(engine.database, reminderFlow("Reminders")));
  await engine.enrolAll();
  await engine.settle();
  await at(2 * HOUR_MS);
  await pay(0, 50_000);
  await pay(1, 20_000);
  const bounced = await pay(2, 10_000);
  await engine.settle();
  await at(3 * HOUR_MS);
  await reversePayment(engine.deps, {
    paymentId: bounced.kind === "booked" ? bounced.paymentId : "",
    author: "test",
  });
  await engine.settle();
  await at(3 * DAY_MS + 14 * HOUR_MS);
  await engine.settle();
});
afterAll(() => closeVerified([engine.database]));

test("an entry that ended well is credited once, to the step whose message it had last", async () => {
  const counts = await readNodeCounts(engine.database, versionId);

  expect(counts.filter(({ metric }) => metric === "goal")).toEqual([
    { nodeId: "first", metric: "goal", exit: "", count: 1 },
  ]);
});

test("of a condition that everybody meets, the history says what the counters say", async () => {
  const counted = await readNodeCounts(engine.database, versionId);

  const told = await asked(100);

  expect(whatPassed(told)).toEqual(whatPassed(counted));
  expect(new Set(told.map(({ metric }) => metric))).toEqual(
    new Set(["entered", "left", "present", "sent", "deferred", "goal", "money", "paid"]),
  );
});

test("those who are present are counted as they stand, whatever the period", async () => {
  const told = await asked(100, { before: new Date(TUESDAY.getTime() - DAY_MS) });

  const runs = await engine.database.sql<NodeCount[]>`
    select node_id as "nodeId", 'present' as metric, '' as exit, count(*)::int as count
    from run where status <> 'ended' group by node_id`;
  expect(byName(told)).toEqual(byName([...runs]));
});

test("a period counts what happened in it, as the counters do", async () => {
  const period = {
    from: new Date(TUESDAY.getTime() + HOUR_MS),
    before: new Date(TUESDAY.getTime() + DAY_MS),
  };

  const told = await asked(100, period);

  const counted = await readNodeCounts(engine.database, versionId, period);
  expect(whatPassed(told)).toEqual(whatPassed(counted));
});

test("only those count who meet the condition now: who paid everything owes nothing", async () => {
  const told = await asked(30_001);

  expect(told.find(({ nodeId, metric }) => nodeId === "start" && metric === "entered")).toEqual({
    nodeId: "start",
    metric: "entered",
    exit: "",
    count: 4,
  });
  expect(told.filter(({ metric }) => metric === "goal")).toEqual([]);
});

test("of those who were moved, each version counts the steps that they took in it, before and after they went back", async () => {
  const moving = await engineUnderTest(await testDatabase());
  const people = await addDebtors(moving.database, moving.world, { count: 4 });
  const flow = reminderFlow("Reminders");
  const { flowId, versionId: fromVersion } = await publish(moving.database, flow);
  await moving.enrolAll();
  await moving.settle();
  const toVersion = await publishNext(moving.database, flowId, flow);
  const subject = await loadSubject(moving.deps.versions, moving.database, {
    fromVersion,
    toVersion,
    map: {},
  });
  const map = MoveMap.parse(proposeMap(subject.from.flow, subject.to.flow));
  const versions = [fromVersion, toVersion];
  const bothWays = async () => {
    const counted = await Promise.all(versions.map((id) => readNodeCounts(moving.database, id)));
    const told = await Promise.all(versions.map((id) => askedOf(moving, id, { atLeast: 100 })));
    return {
      counted: counted.map(whatPassed),
      told: told.map(whatPassed),
      present: told.map(presentIn),
    };
  };

  const move = await startMove(moving.database, { flowId, fromVersion, toVersion, map });
  await moveAll({ engine: moving });
  // One reaches the goal there, and one does something there: neither can go back.
  await payOf(moving, people[0], 50_000);
  await payOf(moving, people[1], 20_000);
  await moving.settle();
  const moved = await bothWays();
  await settleMove(moving.database, { id: move, status: "undoing" }, new Date());
  await moveAll({ engine: moving });
  await moving.setTime(new Date(TUESDAY.getTime() + 4 * DAY_MS));
  await moving.settle();
  const back = await bothWays();
  await closeVerified([moving.database]);

  expect(moved.told).toEqual(moved.counted);
  expect(moved.present).toEqual([{}, { patience: 3 }]);
  expect(moved.told[0]).toContain("first goal  1");
  expect(back.told).toEqual(back.counted);
  expect(back.told.map((rows) => rows.filter((row) => row.includes("moved")))).toEqual([
    ["patience entered moved-in 2", "patience left moved:patience 4"],
    ["patience entered moved-in 4", "patience left moved:patience 2"],
  ]);
  expect(back.told.map((rows) => rows.filter((row) => row.startsWith("again sent")))).toEqual([
    ["again sent  2"],
    ["again sent  1"],
  ]);
});

interface Asking {
  /** What somebody must owe, in cents. */
  readonly atLeast: number;
  readonly period?: { readonly from?: Date; readonly before?: Date };
}

function asked(atLeast: number, period: Asking["period"] = {}) {
  return askedOf(engine, versionId, { atLeast, period });
}

function askedOf({ database }: EngineUnderTest, version: string, { atLeast, period }: Asking) {
  const zone = zoneNamed(zones, ZONE);
  if (zone === undefined) throw new Error("Unknown zone");
  const today = localTime(zone, new Date(TUESDAY.getTime() + 3 * DAY_MS)).date;
  return readSegmentCounts(database, {
    versionId: version,
    members: {
      criteria:
        atLeast <= 100
          ? { kind: "all", of: [] }
          : { kind: "rule", field: "account.balance", operator: "at_least", value: atLeast },
      custom: [],
      days: [{ zone: ZONE, today }],
    },
    ...period,
  });
}

function at(ms: number): Promise<void> {
  return engine.setTime(new Date(TUESDAY.getTime() + ms));
}

function pay(index: number, amount: number) {
  return payOf(engine, debtors[index], amount);
}

function payOf({ deps }: EngineUnderTest, debtor: MadeUpDebtor | undefined, amount: number) {
  return recordPayment(deps, {
    accountId: debtor?.accountIds[0] ?? "",
    amount,
    source: "test",
    externalId: `payment of ${debtor?.id}`,
    author: "test",
  });
}

/** What both the history and the counters tell. */
function whatPassed(counts: readonly NodeCount[]): readonly string[] {
  return byName(
    counts.filter(
      ({ metric, count }) => metric !== "planned" && metric !== "present" && count !== 0,
    ),
  );
}

function presentIn(counts: readonly NodeCount[]): Readonly<Record<string, number>> {
  const present = counts.filter(({ metric }) => metric === "present");
  return Object.fromEntries(present.map(({ nodeId, count }) => [nodeId, count]));
}

function byName(counts: readonly NodeCount[]): readonly string[] {
  return counts
    .map(({ nodeId, metric, exit, count }) => `${nodeId} ${metric} ${exit} ${count}`)
    .toSorted();
}
