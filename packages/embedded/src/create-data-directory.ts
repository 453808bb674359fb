import { chown, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Binaries } from "./binaries.ts";
import type { KnownCluster } from "./cluster.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { type Account, runProgram } from "./run-program.ts";

export const SUPERUSER = "fairflow";

/**
 * Written once into postgresql.conf, where whoever runs it may tune them. They suit a machine of two cores
 * that others use too; what makes a commit durable is named so that nobody takes it for an oversight.
 */
const SETTINGS = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  min_wal_size: "512MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  wal_compression: "off",
  random_page_cost: "1.1",
  // Our statements are short and many; compiling them costs more than it saves.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

/** Makes the data directory; it appears whole or, if this is killed half-way, not at all. */
export async function createDataDirectory(
  cluster: KnownCluster,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const parent = dirname(cluster.dataDirectory);
  const unfinished = `${cluster.dataDirectory}.${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  await mkdir(parent, { recursive: true });
  await give(parent, account);
  // An earlier process with our number may have been killed here.
  await rm(unfinished, { recursive: true, force: true });
  try {
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
    await give(passwordFile, account);
    const made = await runProgram(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The built-in locale sorts alike on every machine, whatever its C library knows.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        ...Object.entries(SETTINGS).map(([name, value]) => `--set=${name}=${value}`),
      ],
      account,
    );
    if (made.exitCode !== 0) {
      throw new EmbeddedPostgresError(
        `PostgreSQL could not make its files in ${parent}: make room there or set FAIRFLOW_HOME to another directory.`,
        { cause: new Error(made.output) },
      );
    }
    await moveUnlessThere(unfinished, cluster.dataDirectory);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function give(path: string, account: Account | undefined): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

/** Another process may have made it meanwhile, with the same password: then its is as good as ours. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const there = await stat(to).then(
      () => true,
      () => false,
    );
    if (!there) throw error;
  }
}
