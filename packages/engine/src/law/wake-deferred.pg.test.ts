import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { withoutActivePack } from "./change-composition.ts";
import { changeLaw } from "./register-law.ts";
import { wakeDeferred, type LooserLaw } from "./wake-deferred.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

const OF_TEST = { by: "test", reason: "For a test", now: TUESDAY };

/** Three debtors whose first message was asked for. */
async function asking(prepare: (engine: EngineUnderTest) => Promise<unknown>) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  await prepare(engine);
  await addDebtors(engine.database, engine.world, { count: 3 });
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  await engine.tickAll();
  const wake = (law: LooserLaw) => engine.database.transaction((tx) => wakeDeferred(tx, law));
  return { engine, wake, sql: engine.database.sql };
}

const deactivate = ({ database }: EngineUnderTest) =>
  database.transaction((tx) => changeLaw(tx, OF_TEST, (law) => withoutActivePack(law, "za-core")));

test("what waited for a pack leaves with the next tick once somebody activates it", async () => {
  const { engine, sql } = await asking(deactivate);
  const before = await sql`select distinct status, verdict_rules as rules from attempt`;

  const woken = await engine.database.transaction(async (tx) => {
    await changeLaw(tx, OF_TEST, (law) => {
      const activation = law.packs.find(({ activation: of }) => of !== null)?.activation ?? null;
      return { ...law, packs: law.packs.map((pack) => ({ ...pack, activation })) };
    });
    return wakeDeferred(tx, { packId: "za-core" });
  });
  await engine.tickAll();
  await engine.sendAll();

  expect(before).toEqual([{ status: "deferred", rules: ["stop.law_not_active"] }]);
  expect(woken).toBe(3);
  expect(engine.sms.taken).toHaveLength(3);
  expect(
    await sql`select count(*)::int from event where kind = 'law.changed' and read_at is null`,
  ).toEqual([{ count: 0 }]);
});

test("only those wait no longer whom the pack or the rule concerns, and who is still deferred waits on", async () => {
  const { engine, wake, sql } = await asking(({ setTime }) =>
    setTime(new Date("2026-11-24T20:30:00Z")),
  );
  const [deferred] = await sql<{ rules: string[]; until: Date }[]>`
    select distinct verdict_rules as rules, verdict_until as until from attempt where status = 'deferred'`;
  const waiting = () => sql`select distinct wake_at as until from run where status = 'active'`;

  const others = [
    await wake({ packId: "gb-core" }),
    await wake({ ruleId: "za.hold.dispute" }),
    await wake({ portfolioId: "01a204ff-69d0-792c-af73-ac85280b668f" }),
  ];
  const woken = await wake({ ruleId: deferred?.rules[0] ?? "" });
  await engine.tickAll();

  expect(others).toEqual([0, 0, 0]);
  expect(woken).toBe(3);
  expect(await sql`select count(*)::int from attempt where status = 'deferred'`).toEqual([
    { count: 6 },
  ]);
  expect(await waiting()).toEqual([{ until: deferred?.until }]);
});
