import { isLocalDate } from "@fairflow/calendar";
import {
  generateMasterKey,
  openDatabase,
  openKeyring,
  parseMasterKey,
  setClock,
  type Database,
  type Keyring,
} from "@fairflow/db";
import {
  LANE_COUNT,
  lawReader,
  runTick,
  verifyDatabase,
  versionCache,
  type TickDeps,
} from "@fairflow/engine";
import { stableShare } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoPlace, ZONE_NAME } from "../demo-place.ts";
import { TOLERANCE } from "../history/history-world.ts";
import { idAt, randomOf } from "../random.ts";
import { DEMO_SEED } from "./demo-seed.ts";
import { seedDemo, type SeededDemo } from "./seed-demo.ts";

const SUNDAY = new Date("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;

const url = await testDatabase();
let database: Database;
let keyring: Keyring;
let seeded: SeededDemo;

beforeAll(async () => {
  database = openDatabase(url, { max: 4 });
  const masterKey = parseMasterKey(generateMasterKey());
  keyring = await database.transaction((tx) => openKeyring(tx, [masterKey], SUNDAY));
  seeded = await seedDemo({
    database,
    keyring,
    publicUrl: "http://localhost:4000",
    realNow: SUNDAY,
    debtors: 250,
    speed: 0,
  });
});
afterAll(() => database.close());

test("leaves at every node as many as entered, but for those who stand there (I8)", async () => {
  const [counted] = await database.sql`select count(distinct node_id)::int as nodes from counter`;

  expect(counted).toEqual({ nodes: expect.toSatisfy((nodes: number) => nodes > 15) });
  expect(await unbalanced()).toEqual([]);
});

test("every promise and every figure stands up to a recount of what happened", async () => {
  const results = [];

  for await (const result of verifyDatabase(database, lawReader())) {
    if (/promise|step counts|credit is|figures/.test(result.name)) results.push(result);
  }

  expect(results.map(({ checked }) => checked > 0)).toEqual(results.map(() => true));
  expect(results).toHaveLength(6);
  expect(results.flatMap(({ examples }) => examples)).toEqual([]);
});

test("writes to nobody on a Sunday or a public holiday", async () => {
  const days = await database.sql<{ day: string; weekday: number }[]>`
    select distinct (accepted_at at time zone ${ZONE_NAME})::date as day,
      extract(isodow from accepted_at at time zone ${ZONE_NAME})::int as weekday
    from attempt where channel in ('sms', 'email', 'call') and accepted_at is not null`;
  const { holidays } = demoPlace().calendar;

  expect(days.length).toBeGreaterThan(40);
  expect(days.filter(({ day, weekday }) => weekday === 7 || isIn(holidays, day))).toEqual([]);
});

test("asks nobody for what is paid", async () => {
  const rows = await database.sql`
    select a.id from attempt a cross join lateral unnest(a.account_ids) as spoken (id)
    where a.accepted_at is not null and ${TOLERANCE} >= (
      select coalesce(sum(amount), 0) from ledger_entry e
      where e.account_id = spoken.id and e.recorded_at <= a.accepted_at)`;

  expect([...rows]).toEqual([]);
});

test("keeps accounts as the ledger sums up", async () => {
  const rows = await database.sql`
    select a.reference from account a
    join lateral (
      select sum(amount)::bigint as balance from ledger_entry e where e.account_id = a.id
    ) as e on true
    join lateral (
      select sum(amount - paid)::bigint as owed, sum(amount - paid) filter (where due_on < arrears_on)::bigint as arrears,
        min(due_on) filter (where paid < amount) as oldest
      from due_item i where i.account_id = a.id
    ) as i on true
    where a.balance <> e.balance or (a.balance <> i.owed and a.balance >= 0) or a.arrears <> coalesce(i.arrears, 0)
      or a.oldest_unpaid_on is distinct from i.oldest`;

  expect([...rows]).toEqual([]);
});

test("gives everybody the id that the seed makes, so that splits draw them alike in every demo", async () => {
  const stored = await database.sql<{ id: string }[]>`select id from debtor order by id`;
  const made = Array.from({ length: 250 }, (_, index) => {
    const reference = `KRC-${String(index).padStart(4, "0")}`;
    return idAt(randomOf(DEMO_SEED, "debtor", reference), seeded.nowMs - 91 * DAY_MS);
  });

  expect(stored.map(({ id }) => id)).toEqual(made.toSorted());
});

test("draws every account that came to the split once, as the engine would draw it", async () => {
  const draws = await database.sql<{ debtor: string; account: string; arm: string }[]>`
    select debtor_id as debtor, account_id as account, arm from split_draw order by account_id`;
  const came = await database.sql<{ account: string }[]>`
    select distinct run.account_id as account
    from step join run on run.shard = step.shard and run.id = run_id
    where nodes @> array['wording'] order by 1`;

  expect(draws.map(({ account }) => account)).toEqual(came.map(({ account }) => account));
  expect(draws.map(({ arm }) => arm)).toEqual(
    draws.map(({ debtor }) => (stableShare(debtor, "wording") < 0.5 ? "plain" : "thanks")),
  );
  expect(new Set(draws.map(({ arm }) => arm)).size).toBe(2);
});

test("keeps the holds of each day with its close", async () => {
  const rows = await database.sql`
    select s.account_id, s.day from daily_snapshot s
    where s.holds <> array(
      select distinct h.state from hold h
      where h.account_id = s.account_id and h.since < (s.day + 1)::timestamp at time zone ${ZONE_NAME}
        and (h.ended_at is null or h.ended_at >= (s.day + 1)::timestamp at time zone ${ZONE_NAME})
        and (h.until is null or h.until > (s.day + 1)::timestamp at time zone ${ZONE_NAME})
      order by 1)`;
  const [held] = await database.sql`
    select count(*)::int as count from daily_snapshot where holds <> '{}'`;

  expect([...rows]).toEqual([]);
  expect(held).toEqual({ count: expect.toSatisfy((count: number) => count > 50) });
});

test("shows each open dispute as a run that waits and work for a person", async () => {
  const rows = await database.sql`
    select r.status, r.node_id, h.state, t.team
    from dispute d
    join run r on r.account_id = d.account_id and r.status <> 'ended'
    join hold h on h.dispute_id = d.id and h.ended_at is null
    join task t on t.run_id = r.id and t.status = 'open'
    where d.status = 'open'`;

  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row).toEqual({
      status: "active",
      node_id: "pause",
      state: "dispute_open",
      team: "Disputes",
    });
  }
});

test("the engine goes on from where the history ends", async () => {
  const faults: unknown[] = [];
  const deps = ticking(faults);
  const [before] = await waiting();
  await setClock(database, { speed: 0, now: new Date(seeded.nowMs + 3 * DAY_MS) });
  let advanced = 0;
  for (let lane = 0; lane < LANE_COUNT; lane += 1) advanced += (await runTick(deps, lane)).advanced;

  expect(faults).toEqual([]);
  expect(before?.["runs"]).toBeGreaterThan(20);
  expect(advanced).toBeGreaterThan(5);
  expect(await unbalanced()).toEqual([]);
});

function ticking(faults: unknown[]): TickDeps {
  return {
    database,
    keyring,
    law: lawReader(),
    jobs: { send: () => Promise.resolve() },
    versions: versionCache(catalog, (_id, fault) => faults.push(fault)),
    onFault: (_what, _id, fault) => faults.push(fault),
  };
}

function waiting() {
  return database.sql<{ runs: number }[]>`
    select count(*)::int as runs from run where status = 'active'`;
}

/** Nodes where entered is not left + present. */
async function unbalanced() {
  const rows = await database.sql`
    with counted as (
      select version_id, node_id, sum(case metric when 'entered' then count else -count end)::bigint as present
      from counter where metric in ('entered', 'left') group by version_id, node_id
    ), standing as (
      select version_id, node_id, count(*) as present from run
      where status <> 'ended' and seq > 0 group by version_id, node_id
    )
    select * from counted full join standing using (version_id, node_id)
    where coalesce(counted.present, 0) <> coalesce(standing.present, 0)`;
  return [...rows];
}

function isIn(holidays: ReadonlySet<string>, day: string): boolean {
  return isLocalDate(day) && holidays.has(day);
}
