import { erasedAt, lastSweep } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeAccount } from "../facts/accounts.ts";
import { placeHold } from "../facts/holds.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, TUESDAY } from "../fixtures/made-up-world.ts";
import { whatIsWrong } from "../fixtures/what-is-wrong.ts";
import { countDue, lookForDue } from "./look-for-due.ts";
import { saveRetention, type RetentionSetting } from "./retention-setting.ts";
import { isSweepDue, nextSweepOn } from "./sweep-day.ts";
import { sweepRetention, type SweepDeps } from "./sweep-retention.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** Three years after the accounts ended, which is what the South African pack wants kept. */
const DUE = "2029-11-25T08:00:00Z";
const ON: RetentionSetting = { isOn: true, months: 24, portfolios: [], mostADay: 100 };

/** So many debtors whose accounts ended on 24 November 2026, and one who still owes. */
async function ended(count: number) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, deps } = engine;
  const debtors = await addDebtors(database, engine.world, { count: count + 1 });
  const [owing, ...over] = debtors;
  if (owing === undefined) throw new Error("Nobody owes");
  for (const { accountIds } of over) {
    for (const accountId of accountIds) {
      await closeAccount(deps, { accountId, reason: "closed", author: "test" });
    }
  }
  const ids = over.map(({ id }) => id).toSorted();
  const choose = (setting: RetentionSetting) =>
    database.transaction(async (tx) => {
      const [row] = await tx.sql<{ now: Date }[]>`select virtual_anchor as now from clock`;
      await saveRetention(tx, setting, { userId: "admin", now: row?.now ?? TUESDAY });
    });
  const at = (instant: string) => engine.setTime(new Date(instant));
  const sweep = (rest: Partial<SweepDeps> = {}) => sweepRetention({ ...deps, ...rest });
  const erased = async () => {
    const found = await Promise.all(ids.map((id) => erasedAt(database, id)));
    return found.map((when) => when !== null);
  };
  return { ...engine, ids, owing, choose, at, sweep, erased };
}

test("nobody is erased until an admin switches it on, and then from the next day on", async () => {
  const { database, at, sweep, erased, choose } = await ended(1);
  await at(DUE);
  const now = new Date(DUE);

  expect(await sweep()).toBe("done");
  await choose({ ...ON, isOn: false });
  expect([await isSweepDue(database, now), await nextSweepOn(database, now)]).toEqual([
    false,
    undefined,
  ]);
  await at("2029-11-26T08:00:00Z");
  expect(await sweep()).toBe("done");
  expect([await erased(), await lastSweep(database)]).toEqual([[false], undefined]);
  await choose(ON);
  expect(await sweep()).toBe("done");
  expect(await nextSweepOn(database, new Date("2029-11-26T08:00:00Z"))).toBe("2029-11-27");
  expect(await erased()).toEqual([false]);

  await at("2029-11-27T00:00:00Z");
  expect(await isSweepDue(database, new Date("2029-11-27T00:00:00Z"))).toBe(true);
  await sweep();

  expect(await erased()).toEqual([true]);
  expect(await lastSweep(database)).toMatchObject({
    day: "2029-11-27",
    erased: 1,
    kept: 0,
    failed: 0,
    endedAt: new Date("2029-11-27T00:00:00Z"),
  });
  expect(await nextSweepOn(database, new Date("2029-11-27T00:00:00Z"))).toBe("2029-11-28");
});

test("the law's time wins over a shorter one, who is unsettled stays with the reason, and the trail says what was done", async () => {
  const { database, deps, ids, owing, at, sweep, erased, choose } = await ended(4);
  const [held = "", asked = "", plain = "", noted = ""] = ids;
  await choose(ON);
  await placeHold(deps, { debtorId: held, state: "on_hold", author: "test" });
  await database.sql`
    insert into data_request (debtor_id, kind, received_on, due_on, source, opened_by, created_at)
    values (${asked}, 'access', '2026-11-24', '2026-12-24', 'test', 'test', ${TUESDAY})`;
  const wrong = await whatIsWrong(database);

  await at("2029-11-23T08:00:00Z");
  await sweep();
  const byLaw = await countDue(deps, database, ON);
  await at(DUE);
  await sweep();

  expect(Object.fromEntries(byLaw.reasons)).toEqual({ law: 4, held: 1, requests: 1 });
  expect(await erased()).toEqual([false, false, true, true]);
  expect(await erasedAt(database, owing.id)).toBeNull();
  expect(await lastSweep(database)).toMatchObject({ erased: 2, kept: 2 });
  const kept = { setting: ON, show: "kept", after: null, limit: 10 } as const;
  expect(await lookForDue(deps, database, kept)).toEqual({
    next: null,
    people: [
      { debtorId: held, lastOn: "2026-11-24", bars: [{ kind: "held", count: 1 }] },
      { debtorId: asked, lastOn: "2026-11-24", bars: [{ kind: "requests", count: 1 }] },
    ],
  });
  const trail = await database.sql`
    select actor_kind as by, action, subject_id as whom, reason from audit
    where action in ('debtor.erase', 'retention.sweep') order by id desc limit 3`;
  expect(trail.toReversed()).toEqual([
    { by: "system", action: "debtor.erase", whom: plain, reason: expect.stringContaining("2026") },
    { by: "system", action: "debtor.erase", whom: noted, reason: expect.stringContaining("2026") },
    { by: "system", action: "retention.sweep", whom: "retention", reason: null },
  ]);
  const [names] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from party where debtor_id = any(${[plain, noted]}::uuid[]) and name is not null`;
  expect(names?.count).toBe(0);
  expect(await whatIsWrong(database)).toEqual(wrong);
});

test("no more are erased on a day than was said, and the next day goes on", async () => {
  const { at, sweep, erased, choose, database } = await ended(5);
  await choose({ ...ON, mostADay: 2 });
  const days: number[] = [];

  for (const day of ["25", "25", "26", "27", "28"]) {
    await at(`2029-11-${day}T08:00:00Z`);
    await sweep();
    days.push((await erased()).filter(Boolean).length);
  }

  expect(days).toEqual([2, 2, 4, 5, 5]);
  expect(await lastSweep(database)).toMatchObject({ day: "2029-11-28", erased: 0 });
});

test("killed in the middle it goes on where it was; nobody is half erased and nobody is counted twice", async () => {
  const { at, sweep, erased, choose, database, deps, ids } = await ended(4);
  await choose(ON);
  await placeHold(deps, { debtorId: ids[0] ?? "", state: "on_hold", author: "test" });
  await at(DUE);
  const stopping = new AbortController();
  let told = 0;
  // Its last act is to erase the second: that it went through the page is never written down.
  const send = async () => {
    told += 1;
    if (told === 2) stopping.abort();
  };

  expect(await sweep({ stopping: stopping.signal, jobs: { send } })).toBe("more");
  expect(await erased()).toEqual([false, true, true, false]);
  expect(await lastSweep(database)).toMatchObject({ erased: 2, kept: 0, endedAt: null });
  // Two processes at once do what is left once.
  await Promise.all([sweep(), sweep()]);

  expect(await erased()).toEqual([false, true, true, true]);
  expect(await lastSweep(database)).toMatchObject({ erased: 3, kept: 1, failed: 0 });
  const [events] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from event where kind = 'debtor.erased' and debtor_id = any(${ids}::uuid[])`;
  expect(events?.count).toBe(3);
});

test("one who cannot be erased keeps nobody else, is taken back whole, and is counted", async () => {
  const { at, sweep, erased, choose, database, ids } = await ended(3);
  await choose(ON);
  await at(DUE);
  const faults: string[] = [];
  let asked = 0;

  await sweep({
    jobs: {
      send: async () => {
        asked += 1;
        if (asked === 2) throw new Error("The queue is gone");
      },
    },
    onFault: (what, id) => void faults.push(`${what} ${id}`),
  });

  expect(await erased()).toEqual([true, false, true]);
  expect(faults).toEqual([`retention ${ids[1]}`]);
  expect(await lastSweep(database)).toMatchObject({ erased: 2, failed: 1 });
  await at("2029-11-26T08:00:00Z");
  await sweep();
  expect(await erased()).toEqual([true, true, true]);
});
