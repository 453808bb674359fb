import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDispute, resolveDispute } from "../facts/disputes.ts";
import { recordPayment } from "../facts/payments.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";
import { readDrawnSplits, readExperimentOutcomes } from "./read-experiments.ts";

const PEOPLE = 24;
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** Half are sent a message; half are held out, and wait. A dispute brings anybody to a message once it is rejected. */
function halves() {
  return flowOf("Halves", {
    nodes: {
      start: {
        type: "start",
        config: {
          entry: { kind: "segment", segment: "owing" },
          reentry: { kind: "after-days", days: 1 },
        },
      },
      try: {
        type: "split",
        config: {
          shares: [
            { id: "none", label: "Nothing", percent: 50, holdOut: true },
            { id: "text", label: "A text", percent: 50 },
          ],
        },
      },
      text: { type: "sms", config: { template: "reminder", purpose: "collection" } },
      patience: { type: "wait", config: { kind: "days", days: 2 } },
      over: { type: "end", config: { reason: "over" } },
      disputed: {
        type: "pause-on-dispute",
        config: { team: "Disputes", title: "Look into it", dueInBusinessDays: 5 },
      },
      answered: { type: "sms", config: { template: "second", purpose: "collection" } },
    },
    edges: [
      ["start", "next", "try"],
      ["try", "none", "patience"],
      ["try", "text", "text"],
      ["text", "sent", "patience"],
      ["patience", "next", "over"],
      ["disputed", "rejected", "answered"],
      ["answered", "sent", "over"],
    ],
  });
}

async function begun() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const people = await addDebtors(engine.database, engine.world, {
    count: PEOPLE,
    accountsEach: 2,
  });
  const { flowId, versionId } = await publish(engine.database, halves());
  await engine.enrolAll();
  await engine.settle();
  expect(engine.faults).toEqual([]);
  const drawn = () => engine.database.sql<
    { account: string; debtor: string; arm: string; held: boolean }[]
  >`
    select account_id as account, debtor_id as debtor, arm, is_hold_out as held from split_draw
    order by account_id`;
  return { engine, people, drawn, split: { flowId, nodeId: "try" }, versionId };
}

test("the held out are sent nothing, also after a dispute that brings them to a message", async () => {
  const { engine, drawn } = await begun();
  const draws = await drawn();
  const held = [...new Set(draws.filter((each) => each.held).map(({ debtor }) => debtor))];
  const facts = engine.deps;
  const [first] = held;
  const account = draws.find(({ debtor }) => debtor === first)?.account ?? "";

  const disputeId = await openDispute(facts, {
    accountId: account,
    reason: "not_mine",
    via: "call",
    author: "desk",
  });
  await engine.settle();
  await resolveDispute(facts, { disputeId, decision: "rejected", author: "desk", evidence: "all" });
  await engine.settle();
  await engine.setTime(new Date("2026-12-20T08:00:00Z"));
  await engine.enrolAll();
  await engine.settle();

  const reached = await engine.database.sql<{ debtor_id: string; count: number }[]>`
    select debtor_id, count(*)::int as count from attempt group by 1`;
  const visited = await engine.database.sql`
    select from step where nodes @> '{answered}' and exits @> '{not-allowed}'`;
  expect(engine.faults).toEqual([]);
  expect(held.length).toBeGreaterThan(3);
  expect(reached.filter(({ debtor_id: id }) => held.includes(id))).toEqual([]);
  expect(reached.length).toBe(PEOPLE - held.length);
  expect(visited.length).toBeGreaterThan(0);
});

test("an arm is for good: all accounts of a debtor have one, and whoever comes again has it still", async () => {
  const { engine, drawn } = await begun();
  const first = await drawn();

  await engine.setTime(new Date("2026-12-01T08:00:00Z"));
  await engine.settle();
  await engine.setTime(new Date("2026-12-08T08:00:00Z"));
  await engine.enrolAll();
  await engine.settle();

  const again = await engine.database.sql<
    { entries: number }[]
  >`select max(entry)::int as entries from run`;
  const exits = await engine.database.sql<{ arms: number }[]>`
    select count(distinct step.exits[array_position(step.nodes, 'try')])::int as arms
    from step join run on run.shard = step.shard and run.id = run_id
    where step.nodes @> '{try}' group by run.debtor_id`;
  expect(first).toHaveLength(PEOPLE * 2);
  expect(new Set(first.map(({ debtor, arm }) => `${debtor} ${arm}`)).size).toBe(PEOPLE);
  expect(again[0]?.entries).toBeGreaterThan(1);
  expect(new Set(exits.map(({ arms }) => arms))).toEqual(new Set([1]));
  expect(await drawn()).toEqual(first);
});

test("money counts by value date within the days after the draw, people once their days are over", async () => {
  const { engine, drawn, split } = await begun();
  const draws = await drawn();
  const one = draws.find(({ arm }) => arm === "text");
  const other = draws.find(({ arm }) => arm === "none");
  const pay = (
    accountId: string | undefined,
    amount: number,
    valueDate: `${string}-${string}-${string}`,
  ) =>
    recordPayment(engine.deps, {
      accountId: accountId ?? "",
      amount,
      source: "test",
      externalId: `${accountId} ${valueDate}`,
      author: "system",
      valueDate,
    });
  await engine.setTime(new Date("2026-12-05T08:00:00Z"));
  await pay(one?.account, 2_000, "2026-11-24");
  await pay(one?.account, 1_000, "2026-11-30");
  // The day before the draw, and the day after the window.
  await pay(other?.account, 4_000, "2026-11-23");
  await pay(other?.account, 8_000, "2026-12-01");

  const early = await readExperimentOutcomes(engine.database, {
    ...split,
    windowDays: 7,
    today: "2026-11-30",
  });
  const {
    matured,
    drawn: counts,
    currency,
  } = await readExperimentOutcomes(engine.database, {
    ...split,
    windowDays: 7,
    today: "2026-12-01",
  });
  const splits = await readDrawnSplits(engine.database);

  expect(early.matured).toEqual([]);
  const people = (arm: string) =>
    new Set(draws.filter((each) => each.arm === arm).map(({ debtor }) => debtor)).size;
  const none = people("none");
  const text = people("text");
  const nothing = { complaints: 0, optOuts: 0, day: "2026-12-01" };
  expect(matured).toEqual([
    {
      ...nothing,
      arm: "none",
      people: none,
      accounts: none * 2,
      money: 0,
      moneySquared: 0,
      accountsSquared: none * 4,
      moneyByAccounts: 0,
      payers: 0,
    },
    {
      ...nothing,
      arm: "text",
      people: text,
      accounts: text * 2,
      money: 3_000,
      moneySquared: 9_000_000,
      accountsSquared: text * 4,
      moneyByAccounts: 6_000,
      payers: 1,
    },
  ]);
  expect([...counts].toSorted(([a], [b]) => a.localeCompare(b))).toEqual([
    ["none", none],
    ["text", text],
  ]);
  expect(currency).toBe("ZAR");
  expect(splits.map(({ flowName, nodeId, people: all }) => [flowName, nodeId, all])).toEqual([
    ["Halves", "try", PEOPLE],
  ]);
});
