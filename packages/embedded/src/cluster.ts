import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { z } from "zod";
import { canEnter } from "./account.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findFreePort } from "./free-port.ts";
import type { Account } from "./run-program.ts";
import { SYSTEM_DIRECTORY } from "./system-directory.ts";

/** What `postgres.json` in the home remembers between starts. It holds a password: mode 600. */
const Cluster = z.strictObject({
  port: z.int().min(1).max(65_535),
  password: z.string().min(1),
  /** Relative to the home, which may move; absolute where the data had to live elsewhere. */
  data: z.string().min(1),
});
type Cluster = z.infer<typeof Cluster>;

export interface KnownCluster extends Cluster {
  readonly home: string;
  /** Absolute. */
  readonly dataDirectory: string;
  /** Absolute; lies beside the data. */
  readonly logFile: string;
}

export async function readCluster(home: string): Promise<KnownCluster | undefined> {
  const file = fileOf(home);
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const parsed = Cluster.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new EmbeddedPostgresError(`${file} is damaged: restore it from a backup of ${home}.`, {
      cause: parsed.error,
    });
  }
  return locate(home, parsed.data);
}

/** Plans a cluster for an empty home. Of two processes that do so at once the first wins, and both get its plan. */
export async function planCluster(
  home: string,
  account: Account | undefined,
): Promise<KnownCluster> {
  const draft = `${fileOf(home)}.${process.pid}`;
  const plan: Cluster = {
    port: await findFreePort(),
    password: randomBytes(24).toString("base64url"),
    data: (await canEnter(account, home)) ? join("postgres", "data") : outside(home),
  };
  await write(draft, plan);
  try {
    await link(draft, fileOf(home));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
  return (await readCluster(home)) ?? locate(home, plan);
}

export async function rememberPort(cluster: KnownCluster, port: number): Promise<KnownCluster> {
  const moved: Cluster = { port, password: cluster.password, data: cluster.data };
  const draft = `${fileOf(cluster.home)}.${process.pid}`;
  await write(draft, moved);
  await rename(draft, fileOf(cluster.home));
  return locate(cluster.home, moved);
}

function fileOf(home: string): string {
  return join(home, "postgres.json");
}

function locate(home: string, cluster: Cluster): KnownCluster {
  const dataDirectory = isAbsolute(cluster.data) ? cluster.data : join(home, cluster.data);
  return { ...cluster, home, dataDirectory, logFile: join(dirname(dataDirectory), "postgres.log") };
}

/** The random part keeps a home that is made anew from taking over the data of the one that was deleted. */
function outside(home: string): string {
  return join(
    SYSTEM_DIRECTORY,
    `${basename(home).replace(/^\.+/, "")}-${randomBytes(4).toString("hex")}`,
    "data",
  );
}

async function write(file: string, cluster: Cluster): Promise<void> {
  await writeFile(file, `${JSON.stringify(cluster, undefined, 2)}\n`, { mode: 0o600 });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new EmbeddedPostgresError(
      `${file} cannot be read: start Fairflow as the user that owns it.`,
      { cause },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses `undefined`, so broken JSON and wrong JSON end alike.
    return undefined;
  }
}
