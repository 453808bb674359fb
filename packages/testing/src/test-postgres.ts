import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import postgres from "postgres";
import { CACHE } from "./checkout.ts";

const HOMES = join(CACHE, "test-postgres");
const TEMPLATE = "template";
/** Files with a dozen databases keep all of their connections until they end, and several run at once. */
const CONNECTIONS = 400;

/** What a test file needs to clone a database of its own. */
export interface TestPostgres {
  readonly url: string;
  /** A migrated database that nobody connects to: one with connections cannot be cloned. */
  readonly template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

/**
 * A PostgreSQL for one run of the tests, apart from the product's and from that of a run beside this one, with a
 * template database that `migrate` has built once.
 *
 * @param migrate is handed in, so that this package and the one whose tables it makes need not know each other
 */
export async function startTestPostgres(
  migrate: (url: string) => Promise<unknown>,
): Promise<TestPostgres & { readonly remove: () => Promise<void> }> {
  const home = join(HOMES, String(process.pid));
  await removeLeftovers();
  await mkdir(home, { recursive: true });
  const first = await startPostgres({ home, log: () => undefined });
  await tune(first.url);
  await first.stop();
  const { url } = await startPostgres({ home, log: () => undefined });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`create database ${sql(TEMPLATE)}`;
  await sql.end();
  await migrate(databaseUrl(url, TEMPLATE));
  return { url, template: TEMPLATE, remove: () => removeHome(home) };
}

async function tune(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  // What a test writes must outlive a killed process, which the machine's memory sees to, not a power cut.
  await sql`alter system set fsync = off`;
  await sql`alter system set full_page_writes = off`;
  await sql`alter system set max_connections = ${sql.unsafe(String(CONNECTIONS))}`;
  await sql.end();
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** Runs that were killed leave their servers running. */
async function removeLeftovers(): Promise<void> {
  await mkdir(HOMES, { recursive: true });
  for (const name of await readdir(HOMES)) {
    const ours = name === String(process.pid);
    if (ours || !isRunning(Number(name))) await removeHome(join(HOMES, name));
  }
}

async function removeHome(home: string): Promise<void> {
  await removePostgres(home);
  await rm(home, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is there all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
