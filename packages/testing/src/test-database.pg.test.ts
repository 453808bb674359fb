import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { testDatabase } from "./test-database.ts";

const one = postgres(await testDatabase(), { max: 1 });
const other = postgres(await testDatabase(), { max: 1 });
afterAll(() => Promise.all([one.end(), other.end()]));

test("each call gives a database of its own, with the tables of the migrations", async () => {
  await one`create table only_here (id int)`;

  const tables =
    await other`select count(*)::int as found from pg_tables where tablename = 'only_here'`;
  const migrations = await other`select count(*)::int as found from migration`;

  expect(tables).toMatchObject([{ found: 0 }]);
  expect(migrations[0]?.["found"]).toBeGreaterThan(0);
});

test("a commit waits for its record to be written, as in production", async () => {
  const sql = postgres(inject("testPostgres").url, { max: 1 });
  const [setting] = await sql`show synchronous_commit`;
  await sql.end();

  expect(setting).toEqual({ synchronous_commit: "on" });
});
