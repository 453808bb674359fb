import { readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import type { KnownCluster } from "./cluster.ts";
import { type Account, type Finished, runProgram } from "./run-program.ts";

const LOG_LIMIT_BYTES = 10_000_000;
const WAIT_SECONDS = 60;

/** What the programs need to know to act on one cluster. */
export interface Postmaster {
  readonly cluster: KnownCluster;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
}

/**
 * Starts the server in a session of its own, so that neither Ctrl-C nor the death of this process takes it
 * down unasked. Fails while another server, or what a killed one left behind, still holds the data.
 */
export async function startServer({ cluster, binaries, account }: Postmaster): Promise<Finished> {
  await rotateLog(cluster.logFile);
  return runProgram(
    binaries.pgCtl,
    [
      "start",
      `--pgdata=${cluster.dataDirectory}`,
      `--log=${cluster.logFile}`,
      `--timeout=${WAIT_SECONDS}`,
      "--wait",
      // No socket file: its path may be no longer than 107 bytes, and checkouts lie deep.
      `--options=-p ${cluster.port} -h 127.0.0.1 -k ""`,
    ],
    account,
  );
}

/** Rolls back what is open, writes everything out and ends; commits that were answered stay. */
export function stopServer({ cluster, binaries, account }: Postmaster): Promise<Finished> {
  return runProgram(
    binaries.pgCtl,
    [
      "stop",
      `--pgdata=${cluster.dataDirectory}`,
      "--mode=fast",
      `--timeout=${WAIT_SECONDS}`,
      "--wait",
    ],
    account,
  );
}

/**
 * The process and port in the server's own lock file, which may be left from a server that was killed. Its
 * lines: https://www.postgresql.org/docs/18/storage-file-layout.html and `miscadmin.h`, LOCK_FILE_LINE_PORT.
 */
export async function readLockFile({
  dataDirectory,
}: KnownCluster): Promise<{ readonly pid: number; readonly port: number } | undefined> {
  const text = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , port] = text.split("\n").map(Number);
  if (!Number.isInteger(pid) || !Number.isInteger(port)) return undefined;
  if (pid === undefined || port === undefined || port === 0) return undefined;
  return { pid, port };
}

async function rotateLog(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
}
