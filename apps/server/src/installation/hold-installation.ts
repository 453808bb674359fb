import postgres from "postgres";
import { CommandError } from "../command-error.ts";

/** Held by the one `start` of a database for as long as its connection lives, so that a killed one lets go of it. */
const START_LOCK = 4_606_100;

/** What the connection that holds the lock is called; PostgreSQL cuts names off after 63 bytes. */
const NAME = "fairflow-start ";

/**
 * Makes this process the one that was started for a database. Two would play the demo's people twice and stand in each
 * other's way; further servers and workers are `serve` and `work`.
 *
 * @returns lets go of it
 * @throws CommandError where one runs already, with its address
 */
export async function holdInstallation(
  databaseUrl: string,
  publicUrl: string,
): Promise<() => Promise<void>> {
  const sql = postgres(databaseUrl, {
    max: 1,
    // Its end is the end of the lock.
    max_lifetime: null,
    idle_timeout: 0,
    connection: { application_name: `${NAME}${publicUrl}`.slice(0, 63) },
    onnotice: () => undefined,
  });
  const letGo = () => sql.end({ timeout: 5 });
  const [lock] = await sql<{ taken: boolean }[]>`
    select pg_try_advisory_lock(${START_LOCK}) as taken`;
  if (lock?.taken === true) return letGo;
  const [other] = await sql<{ application_name: string }[]>`
    select application_name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and objid = ${START_LOCK} and granted`;
  await letGo();
  const where = other?.application_name.slice(NAME.length);
  throw new CommandError(
    `Fairflow runs already with this database${where ? ` at ${where}` : ""}: use that one or stop it first, or set FAIRFLOW_HOME to another directory.`,
  );
}
