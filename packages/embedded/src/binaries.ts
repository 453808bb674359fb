import { cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { type Account, runProgram } from "./run-program.ts";
import { SYSTEM_DIRECTORY } from "./system-directory.ts";

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const Manifest = z.object({ version: z.string() });

/**
 * The PostgreSQL programs that npm carried here, at a path where the account can run them: a checkout that is
 * closed to it (in a root's home) has them copied to {@link SYSTEM_DIRECTORY}, once per version.
 */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const packageDirectory = findPackage();
  const carried = join(packageDirectory, "native");
  const first = await tryBinaries(carried, account);
  if (first.usable) return first.binaries;
  if (account === undefined) {
    throw new EmbeddedPostgresError(
      `PostgreSQL's programs in ${carried} do not run here (${first.reason}): set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }

  const manifest = Manifest.parse(
    JSON.parse(await readFile(join(packageDirectory, "package.json"), "utf8")),
  );
  const copied = join(SYSTEM_DIRECTORY, `postgresql-${manifest.version}`);
  const second = await tryBinaries(copied, account);
  if (second.usable) return second.binaries;
  await copyWhole(carried, copied);
  const third = await tryBinaries(copied, account);
  if (third.usable) return third.binaries;
  throw new EmbeddedPostgresError(
    `PostgreSQL's programs in ${copied} do not run here (${third.reason}): set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Not `import.meta.resolve`, which the set-up of the tests runs without.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `No PostgreSQL comes with Fairflow for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

type Trial =
  | { readonly usable: true; readonly binaries: Binaries }
  | { readonly usable: false; readonly reason: string };

async function tryBinaries(directory: string, account: Account | undefined): Promise<Trial> {
  const binaries = {
    initdb: join(directory, "bin", "initdb"),
    pgCtl: join(directory, "bin", "pg_ctl"),
  };
  const server = await runProgram(join(directory, "bin", "postgres"), ["--version"], account);
  if (server.exitCode !== 0) return { usable: false, reason: server.output.trim() };
  return { usable: true, binaries };
}

/** The copy appears whole or not at all, so that one that was killed half-way is never mistaken for good. */
async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`;
  await mkdir(SYSTEM_DIRECTORY, { recursive: true, mode: 0o755 });
  await rm(unfinished, { recursive: true, force: true });
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await rm(to, { recursive: true, force: true });
  await rename(unfinished, to);
}
