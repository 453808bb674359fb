import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { publish } from "../fixtures/made-up-world.ts";
import { ordersOf, playOrders, type Fact } from "../fixtures/play-orders.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { aDispute, anOptOut, aPayment } from "../fixtures/stop-facts.ts";

/** Of the orders of three, so many are played here; `pnpm check:interleavings` plays them all. */
const OF_THREE = 42;

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const THREE = ordersOf(2);
const some = THREE.filter((_, index) => index % Math.ceil(THREE.length / OF_THREE) === 0);

test.for<[name: string, facts: readonly Fact[], orders: readonly string[], all: number]>([
  ["a payment", [aPayment], ordersOf(1), 35],
  ["a dispute", [aDispute], ordersOf(1), 35],
  ["an opt-out", [anOptOut], ordersOf(1), 35],
  ["a payment and a dispute", [aPayment, aDispute], some, OF_THREE],
])(
  "I7: of %s and a send in any order, nothing is claimed or handed over once a fact has committed",
  async ([, facts, orders, all]) => {
    const engine = await engineUnderTest(await testDatabase());
    engines.push(engine);
    await publish(engine.database, reminderFlow("Reminders"));

    const { played, sentLater } = await playOrders(engine, { facts, orders });

    expect(played.length).toBe(all);
    // A claim that commits after the fact, or a message that leaves after it, is what must never be.
    expect(played.filter(({ breach }) => breach)).toEqual([]);
    expect(sentLater).toBe(0);
    expect(played.filter(({ sent, status }) => (status === "accepted") !== (sent === 1))).toEqual(
      [],
    );
    // Both outcomes were met, so that neither side was simply never let through.
    expect(new Set(played.map(({ sent }) => sent))).toEqual(new Set([0, 1]));
  },
);

test("payment, dispute and send can meet in 4,200 orders", () => {
  expect(new Set(THREE).size).toBe(4_200);
});
