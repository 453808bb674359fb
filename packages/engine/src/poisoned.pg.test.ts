import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { recordPayment } from "./facts/payments.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => Promise.all(engines.map(({ database }) => database.close())));

/** Debtors who share a lane, as their ids are chosen by chance: enough of them that lanes hold several. */
async function engineWith(of: { count: number; accountsEach?: number }) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const debtors = await addDebtors(engine.database, engine.world, of);
  await publish(engine.database, reminderFlow("Reminders"));
  await engine.enrolAll();
  return { engine, debtors, sql: engine.database.sql };
}

test("a run that cannot be saved is parked alone: the others of the same person still become one message", async () => {
  const { engine, debtors, sql } = await engineWith({ count: 1, accountsEach: 4 });
  const culprit = debtors[0]?.accountIds[2] ?? "";
  await sql.unsafe(`
    create function spoil() returns trigger language plpgsql as $$
    begin
      if new.account_id = '${culprit}' and new.status <> 'parked' then
        raise exception 'spoiled' using errcode = 'check_violation';
      end if;
      return new;
    end $$;
    create trigger spoil before update on run for each row execute function spoil()`);

  await engine.tickAll();

  const runs = await sql`select status, count(*)::int from run group by status order by status`;
  expect(runs).toEqual([
    { status: "active", count: 3 },
    { status: "parked", count: 1 },
  ]);
  const attempts = await sql<{ status: string; account_ids: string[] }[]>`
    select status, account_ids from attempt`;
  expect(attempts.map(({ status, account_ids: ids }) => [status, ids.length])).toEqual([
    ["planned", 3],
  ]);
});

test("a debtor whose zone nobody knows is parked alone, and what is paid is still booked", async () => {
  const { engine, debtors, sql } = await engineWith({ count: 60 });
  const lost = debtors[0];
  await sql`update debtor set zone = 'Mars/Olympus' where id = ${lost?.id ?? ""}`;

  await engine.tickAll();

  const runs = await sql`select status, count(*)::int from run group by status order by status`;
  expect(runs).toEqual([
    { status: "active", count: 59 },
    { status: "parked", count: 1 },
  ]);
  const paid = await recordPayment(engine.deps, {
    accountId: lost?.accountIds[0] ?? "",
    amount: 50_000,
    source: "test",
    externalId: "1",
    author: "test",
  });
  expect(paid).toMatchObject({ kind: "booked", movement: { status: "paid" } });
});

test("a message that cannot be judged any more is refused alone, and the others of its lane leave", async () => {
  const { engine, debtors, sql } = await engineWith({ count: 60 });
  await engine.tickAll();
  await sql`
    insert into portfolio (id, client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids,
      created_at)
    select uuidv7(), client_id, 'Elsewhere', jurisdiction, collector_kind, brand, currency, languages, zone, '{gone}',
      created_at from portfolio`;
  await sql`
    update account set portfolio_id = (select id from portfolio where name = 'Elsewhere')
    where debtor_id = ${debtors[0]?.id ?? ""}`;

  await engine.sendAll();

  const attempts = await sql`
    select status, verdict_reason, count(*)::int from attempt group by 1, 2 order by 1`;
  expect(attempts).toEqual([
    { status: "accepted", verdict_reason: null, count: 59 },
    { status: "forbidden", verdict_reason: "no-pack", count: 1 },
  ]);
});

test("a message that cannot be written fails alone, and the others of its lane leave", async () => {
  const { engine, debtors, sql } = await engineWith({ count: 60 });
  await engine.tickAll();
  await sql`
    update address set value = '\\x00'::bytea where kind = 'phone' and debtor_id = ${debtors[0]?.id ?? ""}`;

  await engine.sendAll();

  const attempts = await sql`
    select status, error_code, count(*)::int from attempt group by 1, 2 order by 1`;
  expect(attempts).toEqual([
    { status: "accepted", error_code: null, count: 59 },
    { status: "failed", error_code: "cannot-be-rendered", count: 1 },
  ]);
});
