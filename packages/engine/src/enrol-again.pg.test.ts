import type { LocalDate } from "@fairflow/calendar";
import { recordLedgerEntries } from "@fairflow/db";
import { DEFAULT_SETTINGS } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { enrolLane } from "./enrol-lane.ts";
import { recordPayment, reversePayment } from "./facts/payments.ts";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish, TUESDAY, type MadeUpDebtor } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";
import { backendsWaiting, holding } from "./fixtures/waiting-for.ts";
import { laneOfDebtor } from "./lane.ts";
import { LOCK } from "./locks.ts";
import { runTick } from "./tick.ts";

const DAY_MS = 86_400_000;
const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

async function engineWith(of: { accountsEach?: number; per?: "account" | "debtor" } = {}) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, ...of });
  if (debtor === undefined) throw new Error("No debtor was made");
  const flow = reminderFlow("Reminders");
  await publish(engine.database, {
    ...flow,
    settings: { ...DEFAULT_SETTINGS, per: of.per ?? "account" },
  });
  const at = async (day: number) => {
    await engine.setTime(new Date(TUESDAY.getTime() + day * DAY_MS));
    await engine.enrolAll();
    await engine.settle();
  };
  return { engine, debtor, at, sql: engine.database.sql };
}

/** Another amount falls due on the debtor's last account. */
function charge(engine: EngineUnderTest, debtor: MadeUpDebtor, dueOn: LocalDate) {
  const accountId = debtor.accountIds.at(-1) ?? "";
  return engine.database.transaction((tx) =>
    recordLedgerEntries(
      tx,
      [
        {
          accountId,
          kind: "charge",
          amount: 10_000,
          valueDate: "2026-10-01",
          bookingDate: "2026-10-01",
          dueOn,
          source: "test",
        },
      ],
      { recordedBy: "test", now: TUESDAY, today: "2026-11-24" },
    ),
  );
}

test("a payment that is reversed after the run has come to its goal brings the account back, once", async () => {
  const { engine, debtor, at, sql } = await engineWith();
  await at(0);
  const paid = await recordPayment(engine.deps, {
    accountId: debtor.accountIds[0] ?? "",
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });
  await at(1);
  expect(await sql`select ended_reason, succeeded from run`).toEqual([
    { ended_reason: "Paid", succeeded: true },
  ]);

  await reversePayment(engine.deps, {
    paymentId: paid.kind === "booked" ? paid.paymentId : "",
    author: "test",
  });
  await at(1);
  expect(engine.sms.taken).toHaveLength(1);
  await at(2);

  expect(await sql`select entry, status from run order by entry`).toEqual([
    { entry: 1, status: "ended" },
    { entry: 2, status: "active" },
  ]);
  expect(engine.sms.taken).toHaveLength(2);
});

test("a run over all of a debtor's accounts is not begun anew for one that it spoke of", async () => {
  const { engine, debtor, at, sql } = await engineWith({ accountsEach: 2, per: "debtor" });
  const [first] = debtor.accountIds;
  await engine.database.sql`
    update due_item set due_on = '2026-10-15' where account_id = ${first ?? ""}`;
  await engine.database.sql`
    update account set oldest_unpaid_on = '2026-10-15' where id = ${first ?? ""}`;
  await at(0);
  await at(4);
  await at(5);

  expect(await sql`select entry, status from run`).toEqual([{ entry: 1, status: "ended" }]);
  expect(engine.sms.taken).toHaveLength(2);
});

test("a run over all of a debtor's accounts is begun anew for what falls due later", async () => {
  const { engine, debtor, at, sql } = await engineWith({ accountsEach: 1, per: "debtor" });
  await at(0);
  await at(4);
  await recordPayment(engine.deps, {
    accountId: debtor.accountIds[0] ?? "",
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });
  await charge(engine, debtor, "2026-11-20");

  await at(5);

  expect(await sql`select entry, status from run order by entry`).toEqual([
    { entry: 1, status: "ended" },
    { entry: 2, status: "active" },
  ]);
});

test("two passes of a lane that meet take an account in once, and ticks that meet advance it once", async () => {
  const { engine, debtor, sql } = await engineWith();
  const lane = laneOfDebtor(debtor.id);
  const release = await holding(
    engine.database,
    (held) => held`select pg_advisory_xact_lock(${LOCK.lane}, ${lane})`,
  );
  const passes = [enrolLane(engine.deps, lane), enrolLane(engine.deps, lane)];
  await backendsWaiting(engine.database, 2);
  expect(await runTick(engine.deps, lane)).toEqual({ kind: "busy", advanced: 0 });

  await release();
  const begun = await Promise.all(passes);
  await Promise.all([runTick(engine.deps, lane), runTick(engine.deps, lane)]);
  await engine.settle();

  expect(begun.toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(await sql`select entry, seq > 0 as advanced from run`).toEqual([
    { entry: 1, advanced: true },
  ]);
  expect(engine.sms.taken).toHaveLength(1);
});

test("a clock that goes back neither repeats what was done nor begins anything anew", async () => {
  const { engine, at, sql } = await engineWith();
  await at(0);
  await at(4);
  const before = await sql`select id, seq, status from run`;

  await at(-30);
  await at(1);

  expect(await sql`select id, seq, status from run`).toEqual(before);
  expect(engine.sms.taken).toHaveLength(2);
});

test("runs of a version that was retired go on in it, beside those that enter the new one", async () => {
  const { engine, debtor, at, sql } = await engineWith();
  await at(0);
  const { sql: write } = engine.database;
  await write`update flow_version set status = 'retired', retired_at = now()`;
  await write`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by,
      published_at, status)
    select uuidv7(), flow_id, 2, jsonb_set(document, '{nodes}', (
        select jsonb_agg(node) from jsonb_array_elements(document -> 'nodes') as node where node ->> 'id' <> 'again'
      )) || jsonb_build_object('edges', (
        select jsonb_agg(case when edge ->> 'to' = 'again' then edge || '{"to": "over"}' else edge end)
        from jsonb_array_elements(document -> 'edges') as edge where edge ->> 'from' <> 'again'
      )), template_versions, checksum, 'second', published_by, published_at, 'live'
    from flow_version`;
  await addDebtors(engine.database, engine.world, { count: 1, from: 1 });

  await at(1);
  await at(4);

  const runs = await sql`
    select number, run.status, ended_reason, run.debtor_id = ${debtor.id} as is_first
    from run join flow_version on flow_version.id = version_id order by number`;
  expect(runs).toEqual([
    { number: 1, status: "ended", ended_reason: "reminded", is_first: true },
    { number: 2, status: "ended", ended_reason: "reminded", is_first: false },
  ]);
  expect(engine.sms.taken.map(({ to }) => to).toSorted()).toEqual([
    "+27821000000",
    "+27821000000",
    "+27821000001",
  ]);
});
