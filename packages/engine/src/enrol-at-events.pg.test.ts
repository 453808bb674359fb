import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { tell, type Told } from "./facts/telling.ts";
import { recordPayment } from "./facts/payments.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "./fixtures/made-up-world.ts";
import { flowOf } from "./fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

async function engineWith(entry: { readonly event: string; readonly segment: string | null }) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor, other] = await addDebtors(engine.database, engine.world, {
    count: 2,
    accountsEach: 2,
  });
  if (debtor === undefined || other === undefined) throw new Error("No debtors were made");
  await publish(
    engine.database,
    flowOf("At an event", {
      nodes: {
        start: {
          type: "start",
          config: { entry: { kind: "event", ...entry }, reentry: { kind: "after-days", days: 1 } },
        },
        over: { type: "end", config: { reason: "heard" } },
      },
      edges: [["start", "next", "over"]],
    }),
  );
  const say = async (event: Told) => {
    await engine.database.transaction((tx) =>
      tell(engine.deps, tx, { events: [event], now: TUESDAY }),
    );
    await engine.settle();
  };
  const entered = () => engine.database.sql`
    select account_id, entry, ended_reason from run order by account_id, entry`;
  return { engine, debtor, say, entered };
}

test("the account that an event is about enters, once, and nobody else does", async () => {
  const { engine, debtor, entered } = await engineWith({ event: "part-paid", segment: null });
  const [accountId = ""] = debtor.accountIds;
  await engine.enrolAll();
  const pay = (externalId: string) =>
    recordPayment(engine.deps, {
      accountId,
      amount: 10_000,
      source: "test",
      externalId,
      author: "test",
    });

  await pay("1");
  await pay("1");
  await engine.settle();
  await engine.settle();

  expect(await entered()).toEqual([{ account_id: accountId, entry: 1, ended_reason: "heard" }]);
});

test("an event that names no account takes in all of the debtor's, and whoever may come in again does at the next", async () => {
  const { engine, debtor, say, entered } = await engineWith({ event: "replied", segment: null });

  await say({ debtorId: debtor.id, kind: "message.replied" });
  await say({ debtorId: debtor.id, kind: "message.replied" });
  await engine.setTime(new Date(TUESDAY.getTime() + 2 * 86_400_000));
  await say({ debtorId: debtor.id, accountId: debtor.accountIds[0], kind: "message.replied" });

  const [first, second] = debtor.accountIds;
  expect(await entered()).toEqual(
    [
      { account_id: first, entry: 1, ended_reason: "heard" },
      { account_id: first, entry: 2, ended_reason: "heard" },
      { account_id: second, entry: 1, ended_reason: "heard" },
    ].toSorted((a, b) => (`${a.account_id} ${a.entry}` < `${b.account_id} ${b.entry}` ? -1 : 1)),
  );
});

test.for([
  ["in the segment", "owing", 1],
  ["outside of it", "large", 0],
] as const)("an account %s is judged when the event comes", async ([, segment, runs]) => {
  const { debtor, say, entered } = await engineWith({ event: "custom:visited", segment });

  await say({
    debtorId: debtor.id,
    accountId: debtor.accountIds[0],
    kind: "custom",
    payload: { name: "custom:visited" },
  });

  expect(await entered()).toHaveLength(runs);
});

test("another event takes nobody in", async () => {
  const { debtor, say, entered } = await engineWith({ event: "replied", segment: null });

  await say({ debtorId: debtor.id, kind: "link.opened" });

  expect(await entered()).toEqual([]);
});
