import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { migrate, MigrationMismatchError } from "./migrate.ts";

const url = await testDatabase();
const database = openDatabase(url, { max: 1 });
afterAll(database.close);

test("a migrated database needs nothing", async () => {
  expect(await migrate(url)).toEqual([]);
});

test("a database that is newer than the program is left alone", async () => {
  await database.sql`insert into migration (name, hash) values ('9999_future', 'x')`;

  await expect(migrate(url)).rejects.toThrow(MigrationMismatchError);

  await database.sql`delete from migration where name = '9999_future'`;
});

test("a migration that was edited after it was applied is refused", async () => {
  const [before] = await database.sql`select hash from migration where name = '0000_foundation'`;
  await database.sql`update migration set hash = 'other' where name = '0000_foundation'`;

  await expect(migrate(url)).rejects.toThrow("0000_foundation");

  await database.sql`update migration set hash = ${String(before?.["hash"])} where name = '0000_foundation'`;
});

test("every foreign key has an index, but those to rows that are never deleted", async () => {
  const unindexed = await database.sql<{ key: string; target: string }[]>`
    select c.conrelid::regclass || '.' || a.attname as key, c.confrelid::regclass::text as target
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and not exists (
      select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])
    order by 1`;

  expect(
    unindexed.filter(({ target }) => !["debtor", "account", "flow_version"].includes(target)),
  ).toEqual([]);
});

test("snapshots find their month once its partition is made, as often as that is asked for", async () => {
  const { sql } = database;
  const insert = (day: string) => sql`
    insert into daily_snapshot (day, account_id, portfolio_id, bucket, days_past_due, arrears, balance, status)
    values (${day}, uuidv7(), uuidv7(), 'current', 0, 0, 100, 'open')`;

  await expect(insert("2026-03-31")).rejects.toThrow("no partition");
  await sql`select ensure_daily_snapshot_partitions('2026-01-31', '2026-03-01')`;
  await sql`select ensure_daily_snapshot_partitions('2026-03-31', '2026-04-01')`;
  await insert("2026-03-31");

  const months = await sql<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'daily_snapshot'::regclass order by 1`;
  expect(months.map((month) => month.name)).toEqual([
    "daily_snapshot_2026_01",
    "daily_snapshot_2026_02",
    "daily_snapshot_2026_03",
    "daily_snapshot_2026_04",
  ]);
});
