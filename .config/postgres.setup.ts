import { migrate } from "@fairflow/db";
import { startTestPostgres } from "@fairflow/testing/postgres";
import type { TestProject } from "vitest/node";

/** One PostgreSQL for the run; every `*.pg.test.ts` clones a database of its own from its template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, template, remove } = await startTestPostgres(migrate);
  project.provide("testPostgres", { url, template });
  return remove;
}
