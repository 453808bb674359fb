import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { databaseUrl } from "./test-postgres.ts";

/**
 * A migrated, empty database for the test file that calls this at its top level; it is dropped after the file's
 * last test, whoever is still connected.
 *
 * @returns its address
 */
export async function testDatabase(): Promise<string> {
  const { url, template } = inject("testPostgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  // Through the log it would take half as long again.
  await administer(
    url,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  );
  afterAll(() => administer(url, (sql) => sql`drop database ${sql(name)} with (force)`));
  return databaseUrl(url, name);
}

async function administer(
  url: string,
  work: (sql: postgres.Sql) => PromiseLike<unknown>,
): Promise<void> {
  const sql = postgres(url, { max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
