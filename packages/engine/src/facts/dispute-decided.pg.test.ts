import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";
import { openDispute, resolveDispute } from "./disputes.ts";
import { expireHolds, liftHold } from "./holds.ts";
import { tell } from "./telling.ts";

/** Decided on Tuesday; five business days later is the Tuesday after. */
const MONDAY_AFTER = new Date("2026-11-30T10:00:00Z");
const TUESDAY_AFTER = new Date("2026-12-01T10:00:00Z");
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const SMS = {
  type: "sms",
  config: { template: "second", purpose: "collection", giveUpAfterDays: 30 },
};
const START = {
  type: "start",
  config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
};
const END = { type: "end", config: { reason: "asked" } };

async function engineWith(flow: ReturnType<typeof flowOf>) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1 });
  const accountId = debtor?.accountIds[0];
  if (debtor === undefined || accountId === undefined) throw new Error("No debtor was made");
  const live = await publish(engine.database, flow);
  const at = async (now: Date) => {
    await engine.setTime(now);
    await expireHolds(engine.deps);
    await engine.enrolAll();
    await engine.settle();
    return engine.sms.taken.length;
  };
  const decide = async (decision: "rejected" | "partly-accepted") => {
    const disputeId = await openDispute(engine.deps, {
      accountId,
      reason: "amount",
      via: "desk",
      author: "test",
    });
    await engine.settle();
    await resolveDispute(engine.deps, {
      disputeId,
      decision,
      author: "test",
      evidence: ["account_statement_sent"],
    });
    await engine.settle();
  };
  return { engine, debtor, accountId, live, at, decide };
}

const pausing = () =>
  flowOf("Pausing", {
    nodes: {
      start: START,
      patience: {
        type: "wait-for",
        config: {
          events: [{ id: "replied", event: "replied" }],
          deadline: { kind: "days", days: 60 },
        },
      },
      pause: {
        type: "pause-on-dispute",
        config: { team: "Disputes", title: "Look into it", dueInBusinessDays: 5 },
      },
      ask: SMS,
      over: END,
    },
    edges: [
      ["start", "next", "patience"],
      ["patience", "replied", "ask"],
      ["pause", "rejected", "ask"],
      ["pause", "partly-accepted", "ask"],
      ["ask", "sent", "over"],
    ],
  });

test.for(["rejected", "partly-accepted"] as const)(
  "a run that leaves by %s asks no sooner than five business days after the decision",
  async (decision) => {
    const { at, decide } = await engineWith(pausing());
    await at(TUESDAY);

    await decide(decision);

    expect([await at(MONDAY_AFTER), await at(TUESDAY_AFTER)]).toEqual([0, 1]);
  },
);

test("a run that resumes into the wait for an event asks no sooner either, though the event comes", async () => {
  const flow = pausing();
  const edges = flow.edges.filter(({ from }) => from !== "pause");
  const { engine, debtor, at, decide } = await engineWith({ ...flow, edges });
  await at(TUESDAY);

  await decide("rejected");
  await engine.database.transaction((tx) =>
    tell(engine.deps, tx, {
      events: [{ debtorId: debtor.id, kind: "message.replied" }],
      now: TUESDAY,
    }),
  );

  expect([await at(MONDAY_AFTER), await at(TUESDAY_AFTER)]).toEqual([0, 1]);
});

test("an account that enters a flow after the decision is asked no sooner, and no lifted hold changes that", async () => {
  const { engine, debtor, accountId, at, decide } = await engineWith(
    flowOf("Asking", {
      nodes: { start: START, ask: SMS, over: END },
      edges: [
        ["start", "next", "ask"],
        ["ask", "sent", "over"],
      ],
    }),
  );

  await decide("rejected");
  await liftHold(engine.deps, {
    debtorId: debtor.id,
    accountId,
    state: "on_hold",
    reason: "a mistake",
    author: "test",
  });

  expect([await at(TUESDAY), await at(MONDAY_AFTER), await at(TUESDAY_AFTER)]).toEqual([0, 0, 1]);
});
