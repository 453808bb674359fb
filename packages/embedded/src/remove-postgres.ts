import { rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { accountFor } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { readCluster } from "./cluster.ts";
import { readLockFile, stopServer } from "./postmaster.ts";

/** Stops the home's server, whoever uses it, and deletes its data for good. A home without one stays as it is. */
export async function removePostgres(home: string): Promise<void> {
  const cluster = await readCluster(resolve(home));
  if (cluster === undefined) return;

  const account = await accountFor(cluster.dataDirectory);
  if ((await readLockFile(cluster)) !== undefined) {
    await stopServer({ cluster, account, binaries: await findBinaries(account) });
  }
  await rm(dirname(cluster.dataDirectory), { recursive: true, force: true });
  await rm(join(cluster.home, "postgres.json"), { force: true });
}
