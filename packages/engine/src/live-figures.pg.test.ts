import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { readNodeCounts, readSegmentCounts, type NodeCount } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordPayment, reversePayment } from "./facts/payments.ts";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";

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

  expect(byName(told.filter(({ metric }) => metric !== "present"))).toEqual(
    byName(counted.filter(({ metric, count }) => metric !== "planned" && count !== 0)),
  );
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
  expect(byName(told.filter(({ metric }) => metric !== "present"))).toEqual(
    byName(counted.filter(({ metric, count }) => metric !== "planned" && count !== 0)),
  );
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

/** @param atLeast what somebody must owe, in cents */
function asked(atLeast: number, period: { readonly from?: Date; readonly before?: Date } = {}) {
  const zone = zoneNamed(zones, ZONE);
  if (zone === undefined) throw new Error("Unknown zone");
  const today = localTime(zone, new Date(TUESDAY.getTime() + 3 * DAY_MS)).date;
  return readSegmentCounts(engine.database, {
    versionId,
    criteria:
      atLeast <= 100
        ? { kind: "all", of: [] }
        : { kind: "rule", field: "account.balance", operator: "at_least", value: atLeast },
    custom: [],
    days: [{ zone: ZONE, today }],
    ...period,
  });
}

function at(ms: number): Promise<void> {
  return engine.setTime(new Date(TUESDAY.getTime() + ms));
}

function pay(index: number, amount: number) {
  return recordPayment(engine.deps, {
    accountId: debtors[index]?.accountIds[0] ?? "",
    amount,
    source: "test",
    externalId: `payment ${index}`,
    author: "test",
  });
}

function byName(counts: readonly NodeCount[]): readonly string[] {
  return counts
    .map(({ nodeId, metric, exit, count }) => `${nodeId} ${metric} ${exit} ${count}`)
    .toSorted();
}
