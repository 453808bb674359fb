import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { accountFor } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { type KnownCluster, planCluster, readCluster, rememberPort } from "./cluster.ts";
import { createDataDirectory, SUPERUSER } from "./create-data-directory.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findFreePort } from "./free-port.ts";
import { openHome } from "./open-home.ts";
import { type Postmaster, readLockFile, startServer, stopServer } from "./postmaster.ts";
import { connect, probe } from "./probe.ts";

/** The database that the product uses. */
const DATABASE = "fairflow";
const DATABASE_LOCK = 1;
const MAJOR_VERSION = "18";
const RETRY_MS = 100;
/** After so many strange answers the port is somebody else's. */
const STRANGE_ANSWERS = 3;
/** How long what a killed server left behind may hold the data before we give up. */
const START_PATIENCE_MS = 30_000;
/** How long a server may recover: at most `max_wal_size` is read again. */
const RECOVERY_PATIENCE_MS = 15 * 60_000;
/** How long the far side of a connection that was just closed may still show. */
const LEAVING_PATIENCE_MS = 2_000;

export interface RunningPostgres {
  /** Of the database `fairflow`, with the password: never to be logged. */
  readonly url: string;
  readonly port: number;
  /** As PostgreSQL says it, such as "18.4". */
  readonly version: string;
  /** It ran already: another process uses it, or the one that started it was killed. */
  readonly adopted: boolean;
  /** Shuts it down, whoever uses it: open transactions are rolled back. */
  readonly stop: () => Promise<void>;
  /** Shuts it down unless somebody else is connected; says whether it did. End your own connections first. */
  readonly stopIfUnused: () => Promise<boolean>;
}

/**
 * A PostgreSQL for this home: the one that runs already (it outlives a parent that is killed), else one started
 * on the home's data, else on data made anew. It listens on 127.0.0.1 at a port that the home remembers.
 *
 * @param home a directory; made where it is missing. Where PostgreSQL's account cannot reach it, the data lies
 *   under /var/lib/fairflow and the home says where.
 * @param log one line a call, for whoever waits
 * @throws EmbeddedPostgresError when it cannot be had, with the remedy
 */
export async function startPostgres({
  home,
  log,
}: {
  readonly home: string;
  readonly log: (line: string) => void;
}): Promise<RunningPostgres> {
  const postmaster = await preparePostmaster(await openHome(resolve(home)), log);
  const { version, adopted, cluster } = await serve(postmaster, log);
  await makeDatabase(cluster);
  const serving = { ...postmaster, cluster };
  return {
    url: `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${cluster.port}/${DATABASE}`,
    port: cluster.port,
    version,
    adopted,
    stop: () => stop(serving),
    stopIfUnused: async () => {
      if (await isUsed(cluster)) return false;
      await stop(serving);
      return true;
    },
  };
}

async function preparePostmaster(home: string, log: (line: string) => void): Promise<Postmaster> {
  const known = await readCluster(home);
  const account = await accountFor(known?.dataDirectory);
  const cluster = known ?? (await planCluster(home, account));
  const binaries = await findBinaries(account);
  const version = await versionOf(cluster);
  if (version === undefined) {
    log(`Making a PostgreSQL in ${cluster.dataDirectory}`);
    await createDataDirectory(cluster, binaries, account);
  } else if (version !== MAJOR_VERSION) {
    throw new EmbeddedPostgresError(
      `${cluster.dataDirectory} was made by PostgreSQL ${version} and this is ${MAJOR_VERSION}: ` +
        "make a backup with the Fairflow that made it and restore it with this one.",
    );
  }
  return { cluster, binaries, account };
}

/** Connects first; starts only where nobody answers; never touches the lock file, which is the server's own. */
async function serve(
  { cluster: remembered, ...programs }: Postmaster,
  log: (line: string) => void,
): Promise<{
  readonly version: string;
  readonly adopted: boolean;
  readonly cluster: KnownCluster;
}> {
  let cluster = remembered;
  let adopted = true;
  let saidBusy = false;
  let strangeAnswers = 0;
  let failure = "";
  const begun = performance.now();
  for (;;) {
    const lock = await readLockFile(cluster);
    if (lock !== undefined && lock.port !== cluster.port && (await isOurs(cluster, lock.port))) {
      cluster = await rememberPort(cluster, lock.port);
    }
    const answer = await probe(cluster, cluster.port);
    const waited = performance.now() - begun;
    switch (answer.kind) {
      case "ready":
        return { version: answer.version, adopted, cluster };
      case "busy":
        if (!saidBusy) log("PostgreSQL is recovering or shutting down; waiting for it");
        saidBusy = true;
        if (waited > RECOVERY_PATIENCE_MS) throw await gaveUp(cluster, "it still recovers");
        break;
      case "stranger":
        strangeAnswers += 1;
        // A server that is just being killed hangs up too.
        if (strangeAnswers < STRANGE_ANSWERS) break;
        strangeAnswers = 0;
        cluster = await rememberPort(cluster, await findFreePort());
        break;
      case "nobody": {
        if (waited > START_PATIENCE_MS) throw await gaveUp(cluster, failure);
        const started = await startServer({ cluster, ...programs });
        if (started.exitCode === 0) {
          adopted = false;
          continue;
        }
        failure = started.output.trim();
        break;
      }
    }
    await sleep(RETRY_MS);
  }
}

async function isOurs(cluster: KnownCluster, port: number): Promise<boolean> {
  const answer = await probe(cluster, port);
  return answer.kind === "ready";
}

async function gaveUp(cluster: KnownCluster, failure: string): Promise<EmbeddedPostgresError> {
  const lock = await readLockFile(cluster);
  const holder = lock === undefined ? "" : ` (process ${lock.pid} may hold its data)`;
  return new EmbeddedPostgresError(
    `PostgreSQL does not start in ${cluster.dataDirectory}${holder}: see the end of ${cluster.logFile}, or set DATABASE_URL.`,
    { cause: new Error(failure) },
  );
}

async function versionOf(cluster: KnownCluster): Promise<string | undefined> {
  const there = await stat(cluster.dataDirectory).then(
    () => true,
    () => false,
  );
  if (!there) return undefined;
  try {
    return (await readFile(join(cluster.dataDirectory, "PG_VERSION"), "utf8")).trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `${cluster.dataDirectory} cannot be read: start Fairflow as the user that owns it, or restore it from a backup.`,
      { cause },
    );
  }
}

async function makeDatabase(cluster: KnownCluster): Promise<void> {
  const sql = connect(cluster, cluster.port);
  try {
    // Of two processes that start at once one waits here; the lock ends with the connection.
    await sql`select pg_advisory_lock(${DATABASE_LOCK})`;
    const [found] = await sql`select from pg_database where datname = ${DATABASE}`;
    if (found === undefined) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}

async function isUsed(cluster: KnownCluster): Promise<boolean> {
  const sql = connect(cluster, cluster.port);
  try {
    for (let waited = 0; ; waited += RETRY_MS) {
      const others = await sql`
        select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`;
      if (others.length === 0) return false;
      if (waited >= LEAVING_PATIENCE_MS) return true;
      await sleep(RETRY_MS);
    }
  } finally {
    await sql.end();
  }
}

async function stop(postmaster: Postmaster): Promise<void> {
  const { cluster } = postmaster;
  const stopped = await stopServer(postmaster);
  if (stopped.exitCode === 0 || (await readLockFile(cluster)) === undefined) return;
  throw new EmbeddedPostgresError(
    `PostgreSQL in ${cluster.dataDirectory} does not stop: see the end of ${cluster.logFile}.`,
    { cause: new Error(stopped.output) },
  );
}
