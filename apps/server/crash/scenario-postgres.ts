import { generateMasterKey, migrate, openDatabase } from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { installQueues } from "@fairflow/engine";
import { makeWorld, type MadeUpWorld } from "@fairflow/engine/made-up-world";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { kill } from "node:process";
import postgres from "postgres";

/** A PostgreSQL with a database for each scenario. Tests may kill it. */
export interface ScenarioPostgres {
  readonly masterKey: string;
  readonly world: MadeUpWorld;
  /** A database with a world in it. @returns its address */
  readonly clone: (name: string) => Promise<string>;
  readonly drop: (url: string) => Promise<void>;
  /** Ends every connection of a database but its own. */
  readonly cutConnections: (url: string) => Promise<void>;
  /** Kills it and starts it again. */
  readonly crash: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const BASE = "base";
/** Each engine has connections of its own, and dozens stand at their points at once. */
const CONNECTIONS = 600;

/** @param home a folder that does not exist yet */
export async function startScenarioPostgres(home: string): Promise<ScenarioPostgres> {
  const server = { home, log: () => undefined };
  const first = await startPostgres(server);
  await administer(first.url, async (sql) => {
    await sql`alter system set max_connections = ${sql.unsafe(String(CONNECTIONS))}`;
    // What was written outlives a killed PostgreSQL: only the machine itself could lose it.
    await sql`alter system set fsync = off`;
    await sql`create database ${sql(BASE)}`;
  });
  await first.stop();
  const { url } = await startPostgres(server);
  const masterKey = generateMasterKey();
  const world = await makeBase(databaseUrl(url, BASE), masterKey);
  return {
    masterKey,
    world,
    clone: async (name) => {
      // Through the log it would take twice as long, and a killed PostgreSQL would have to read all of it again.
      await administer(
        url,
        (sql) => sql`create database ${sql(name)} template ${sql(BASE)} strategy file_copy`,
      );
      return databaseUrl(url, name);
    },
    drop: async (of) => {
      const name = new URL(of).pathname.slice(1);
      await administer(url, (sql) => sql`drop database ${sql(name)} with (force)`);
    },
    cutConnections: async (of) => {
      await administer(
        of,
        (sql) => sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
    },
    crash: async () => {
      kill(await postmasterOf(url), "SIGKILL");
      await startPostgres(server);
    },
    remove: () => removePostgres(home),
  };
}

async function makeBase(url: string, masterKey: string): Promise<MadeUpWorld> {
  await migrate(url);
  await installQueues(url);
  const database = openDatabase(url, { max: 2 });
  const world = await makeWorld(database, masterKey);
  await database.close();
  return world;
}

async function postmasterOf(url: string): Promise<number> {
  const [row] = await administer(
    url,
    (sql) => sql`select current_setting('data_directory') as directory`,
  );
  const file = await readFile(join(String(row?.["directory"]), "postmaster.pid"), "utf8");
  return Number(file.split("\n")[0]);
}

function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function administer<Result>(
  url: string,
  work: (sql: postgres.Sql) => PromiseLike<Result>,
): Promise<Result> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
