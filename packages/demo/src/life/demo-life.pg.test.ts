import { zones } from "@fairflow/calendar/zones";
import {
  generateMasterKey,
  openDatabase,
  openKeyring,
  parseMasterKey,
  readClock,
  setClock,
  type Database,
  type Keyring,
} from "@fairflow/db";
import {
  enrolLane,
  fixedPorts,
  lawReader,
  LANE_COUNT,
  runTick,
  sender,
  versionCache,
  type ChannelPort,
  type SendingDeps,
  type TickDeps,
} from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agenda } from "../history/agenda.ts";
import { seedDemo } from "../seed/seed-demo.ts";
import type { Deed } from "./acting.ts";
import { demoRounds, type Round } from "./demo-rounds.ts";
import { installedDemo } from "./demo-world.ts";
import { beat, resumeDemo } from "./resume-clock.ts";

const SUNDAY = new Date("2026-11-22T10:00:00Z");
const HOUR_MS = 3_600_000;

const url = await testDatabase();
const faults: unknown[] = [];
const onFault = (_what: string, _id: string, fault: unknown) => void faults.push(fault);
let database: Database;
let keyring: Keyring;
let beganMs: number;

beforeAll(async () => {
  database = openDatabase(url, { max: 6 });
  const masterKey = parseMasterKey(generateMasterKey());
  keyring = await database.transaction((tx) => openKeyring(tx, [masterKey], SUNDAY));
  const input = { database, keyring, publicUrl: "http://localhost:4000", realNow: SUNDAY };
  beganMs = (await seedDemo({ ...input, debtors: 300, speed: 0 })).nowMs;
});
afterAll(() => database.close());

test("people pay and answer, the engine goes on with their runs, and new invoices come in", async () => {
  const engine = engineOf();
  const round = await rounds(engine);
  for (let hour = 0; hour <= 26; hour += 2) {
    await setClock(database, { speed: 0, now: new Date(beganMs + hour * HOUR_MS) });
    await round();
    await workOf(engine);
  }

  expect(faults).toEqual([]);
  const [day] = await database.sql`
    select
      (select count(*)::int from payment where received_at >= ${new Date(beganMs)}) as payments,
      (select count(*)::int from attempt where accepted_at >= ${new Date(beganMs)}) as messages,
      (select count(*)::int from attempt where delivered_at >= ${new Date(beganMs)}
        and accepted_at >= ${new Date(beganMs)}) as arrived,
      (select count(*)::int from run where started_at > ${new Date(beganMs)}) as runs,
      (select count(*)::int from account where reference like 'INV-20261121-%') as invoices`;
  expect(day).toEqual({
    payments: expect.toSatisfy(isSome),
    messages: expect.toSatisfy(isSome),
    arrived: expect.toSatisfy(isSome),
    runs: expect.toSatisfy(isSome),
    invoices: 3,
  });
  expect(await unbalanced()).toEqual([]);
});

test("a second start books nothing twice", async () => {
  const before = await booked();
  const round = await rounds(engineOf());
  await round();
  await round();

  expect(await booked()).toEqual(before);
  expect(faults).toEqual([]);
});

test("time stands still while nobody lives in it", async () => {
  const now = new Date(beganMs + 30 * HOUR_MS);
  await setClock(database, { speed: 1_200, now });
  const clock = await readClock(database);
  const anHourAgo = new Date(clock.realNow.getTime() - HOUR_MS);
  await beat(database, { ...clock, now, realNow: anHourAgo });

  await resumeDemo(database);

  const resumed = await readClock(database);
  const passedMs = resumed.now.getTime() - now.getTime();
  expect(resumed.speed).toBe(1_200);
  expect(passedMs).toBeGreaterThan(0);
  expect(passedMs).toBeLessThan(8 * HOUR_MS);
});

async function rounds(engine: TickDeps): Promise<Round> {
  const demo = await installedDemo(database);
  if (demo === undefined) throw new Error("No demo was seeded");
  const agenda = new Agenda<Deed>();
  return demoRounds({ facts: engine, keyring, demo, agenda }, onFault);
}

function engineOf(): TickDeps & SendingDeps {
  const provider: ChannelPort = {
    name: "test",
    isLive: false,
    send: ({ attemptId }) => Promise.resolve({ kind: "accepted", providerId: attemptId }),
    lookup: () => Promise.resolve({ kind: "not-received" }),
  };
  return {
    database,
    keyring,
    law: lawReader(),
    jobs: { send: () => Promise.resolve() },
    versions: versionCache(catalog, (_id, fault) => faults.push(fault)),
    onFault,
    ports: fixedPorts({ sms: provider, email: provider, letter: provider }),
    composing: { zones, publicUrl: "http://localhost:4000" },
    workerId: "test",
  };
}

/** What the engine's processes do in an hour. */
async function workOf(engine: TickDeps & SendingDeps): Promise<void> {
  const { sendLane } = sender(engine);
  for (let lane = 0; lane < LANE_COUNT; lane += 1) {
    await enrolLane(engine, lane);
    await runTick(engine, lane);
    for (const channel of ["sms", "email", "letter"] as const) await sendLane(lane, channel);
    await runTick(engine, lane);
  }
}

async function booked() {
  const [row] = await database.sql`
    select (select count(*)::int from ledger_entry) as entries, (select count(*)::int from account) as accounts`;
  return row;
}

/** Nodes where entered is not left + present (I8). */
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

function isSome(count: number): boolean {
  return count > 0;
}
