import { httpWire, twilioChannel, TwilioSettings } from "@fairflow/channels";
import { startFakeTwilio } from "@fairflow/channels/fake-twilio";
import { generateMasterKey, openDatabase, setClock } from "@fairflow/db";
import {
  askToEnrol,
  fixedPorts,
  installQueues,
  lawReader,
  startEngine,
  switchSending,
} from "@fairflow/engine";
import { addDebtors, makeWorld, publish, TUESDAY } from "@fairflow/engine/made-up-world";
import { reminderFlow } from "@fairflow/engine/reminder-flow";
import { catalog } from "@fairflow/nodes";
import { testDatabase } from "@fairflow/testing";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { recallAttempt } from "./recall-attempt.ts";

const ACCOUNT = { accountSid: `AC${"1".repeat(32)}`, authToken: "12345" };
const PEOPLE = 24;
const ENGINES = 2;

/** Engines as an installation runs them, with Twilio's adapter and a Twilio that is a process of its own. */
async function sending() {
  const url = await testDatabase();
  await installQueues(url);
  const folder = await mkdtemp(join(tmpdir(), "fairflow-kill-switch-"));
  const fake = await startFakeTwilio({ ...ACCOUNT, ledger: join(folder, "ledger.jsonl") });
  const database = openDatabase(url, { max: 16 });
  const world = await makeWorld(database, generateMasterKey());
  await setClock(database, { speed: 1, now: TUESDAY });
  const reach = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };
  const wire = httpWire({ reach });
  const sender = { kind: "number", from: "+27600000000" };
  const channel = twilioChannel({
    name: "twilio",
    settings: TwilioSettings.parse({ accountSid: ACCOUNT.accountSid, sender }),
    callbackUrl: "https://collect.example/callbacks/1",
    secrets: { authTokens: [ACCOUNT.authToken] },
    wire,
    apiOrigin: fake.origin,
    messagesPerSecond: 30,
    now: () => TUESDAY,
    recall: (attemptId) => recallAttempt(database, world.keyring, attemptId),
  });
  const faults: unknown[] = [];
  const engines = await Promise.all(
    Array.from({ length: ENGINES }, () =>
      startEngine({
        database,
        databaseUrl: url,
        catalog,
        law: lawReader(),
        keyring: world.keyring,
        // A live provider and a moved clock exclude each other.
        ports: fixedPorts({ sms: { ...channel, isLive: false } }),
        publicUrl: "https://collect.example",
        roles: ["clock", "tick", "send"],
        onFault: (_what, _id, fault) => faults.push(fault),
      }),
    ),
  );
  onTestFinished(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    wire.close();
    await fake.stop();
    await database.close();
    await rm(folder, { recursive: true });
  });
  const { sql } = database;
  // Looked at in the very commit that moves an attempt: a switch that went off before it would be seen.
  await sql.unsafe(`
    create table witness (attempt uuid, switch_was_on boolean);
    create function witness_dispatching() returns trigger language plpgsql as $$
      begin insert into witness select new.id, is_on from sending_switch; return null; end $$;
    create constraint trigger witness after update on attempt deferrable initially deferred for each row
      when (old.status <> 'dispatching' and new.status = 'dispatching') execute function witness_dispatching();`);
  const moved = async () => (await sql`select from witness`).length;
  const planned = async () => (await sql`select from attempt where status = 'planned'`).length;
  const underWay = async () => (await sql`select from attempt where status = 'dispatching'`).length;
  const taken = () =>
    fake.ledger().flatMap((entry) => (entry.kind === "accepted" ? [entry.to] : []));
  const enrol = () =>
    database.transaction(async (tx) => {
      for (const { facts } of engines.slice(0, 1)) await askToEnrol(facts.jobs, tx);
    });
  return { database, world, sql, enrol, moved, planned, underWay, taken, faults };
}

const WITHIN = { timeout: 20_000, interval: 20 };

test("once the kill switch has committed nothing moves to dispatching, whatever is planned, and all leaves once when it is on again", async () => {
  const { database, world, sql, enrol, moved, planned, underWay, taken, faults } = await sending();
  const turn = (isOn: boolean) =>
    switchSending(database, { isOn, reason: "something is wrong", userId: "admin" });
  await addDebtors(database, world, { count: PEOPLE });
  await publish(database, reminderFlow("Reminders"));

  for (const after of [1, 12]) {
    await expect.poll(moved, WITHIN).toBeGreaterThanOrEqual(after);
    await turn(false);
    const atCommit = await moved();
    // Those that were on their way come to their end, whichever it is: a busy machine gives back what it would begin late.
    await expect.poll(underWay, WITHIN).toBe(0);
    const left = taken().length;
    const waiting = await planned();
    // The engines go on with all else: new people's messages are planned.
    await addDebtors(database, world, { count: 1, from: PEOPLE + after });
    await enrol();
    await expect.poll(planned, WITHIN).toBeGreaterThan(waiting);
    expect([await moved(), taken().length]).toEqual([atCommit, left]);
    expect(left).toBeLessThanOrEqual(atCommit);
    await turn(true);
  }

  await expect.poll(() => taken().length, WITHIN).toBe(PEOPLE + 2);
  expect(new Set(taken()).size).toBe(PEOPLE + 2);
  expect(await sql`select distinct switch_was_on as "wasOn" from witness`).toEqual([
    { wasOn: true },
  ]);
  expect(faults).toEqual([]);
}, 60_000);
