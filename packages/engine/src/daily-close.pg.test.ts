import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeDays, openPortfolios } from "./daily-close.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors } from "./fixtures/made-up-world.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** An account whose charge fell due on 1 November and is counted from the 23rd on. */
async function oneAccount() {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database } = engine;
  await addDebtors(database, engine.world, { count: 1 });
  const deps = { database, law: engine.deps.law };
  const closeAt = async (instant: string) => {
    const now = new Date(instant);
    await engine.setTime(now);
    const open = await openPortfolios(deps, now);
    await closeDays(deps);
    return open.length;
  };
  const kept = () =>
    database.sql`select day, days_past_due as late, arrears from daily_snapshot order by day`;
  return { database, closeAt, kept };
}

test("a day is kept once it has ended in the portfolio's zone, and once only", async () => {
  const { closeAt, kept } = await oneAccount();

  const open = [
    await closeAt("2026-11-23T10:00:00Z"),
    await closeAt("2026-11-23T21:59:59Z"),
    await closeAt("2026-11-23T22:00:00Z"),
    await closeAt("2026-11-24T12:00:00Z"),
  ];

  expect(open).toEqual([1, 0, 1, 0]);
  expect(await kept()).toEqual([{ day: "2026-11-23", late: 22, arrears: 50_000 }]);
});

test("days that ended while nothing ran are made up for, a month at most", async () => {
  const { closeAt, kept } = await oneAccount();
  await closeAt("2026-11-23T10:00:00Z");

  await closeAt("2027-02-01T10:00:00Z");

  const days = await kept();
  expect([days.length, days.at(0)?.["day"], days.at(-1)?.["day"]]).toEqual([
    31,
    "2027-01-01",
    "2027-01-31",
  ]);
});

test("what falls due is overdue when the next day begins", async () => {
  const { database, closeAt } = await oneAccount();
  const arrears = async () => {
    const [account] = await database.sql<{ arrears: number; next: string | null }[]>`
      select arrears, next_due_on as next from account`;
    return account;
  };
  await closeAt("2026-11-23T10:00:00Z");
  await database.sql`update due_item set due_on = '2026-11-24'`;
  await database.sql`update account set arrears = 0, oldest_unpaid_on = null, next_due_on = '2026-11-24', status = 'open'`;

  await closeAt("2026-11-23T22:00:00Z");
  expect(await arrears()).toEqual({ arrears: 0, next: "2026-11-24" });
  await closeAt("2026-11-24T22:00:00Z");

  expect(await arrears()).toEqual({ arrears: 50_000, next: null });
});
