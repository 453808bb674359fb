import { access, constants } from "node:fs/promises";
import {
  MasterKeyError,
  migrate,
  MigrationMismatchError,
  openDatabase,
  type Database,
  type MasterKey,
} from "@fairflow/db";
import { installQueues } from "@fairflow/engine/jobs";
import { CommandError } from "../command-error.ts";
import type { Environment } from "../environment.ts";
import { findDatabase } from "./find-database.ts";
import { readKeyring, type KeyringReader } from "./keyring-reader.ts";
import { makeFolder } from "./make-folder.ts";
import { findMasterKeys, unwritable } from "./master-key.ts";

/** A migrated database with its keys, ready to be used. */
export interface Installation {
  readonly databaseUrl: string;
  readonly database: Database;
  readonly masterKey: MasterKey;
  /** The master key, and those before it that still open something. */
  readonly masterKeys: readonly MasterKey[];
  readonly keyring: KeyringReader;
  /** Lets go of everything; an embedded database stops with its last user. */
  readonly close: () => Promise<void>;
}

export interface OpeningOptions {
  /** One line a call, for whoever waits. */
  readonly log: (line: string) => void;
  readonly onError: (error: unknown) => void;
  /** Connections at most. */
  readonly connections: number;
}

/** @throws CommandError with the remedy */
export async function openInstallation(
  environment: Environment,
  { log, onError, connections }: OpeningOptions,
): Promise<Installation> {
  await openHome(environment.home);
  const masterKeys = await findMasterKeys(environment.masterKey, environment.home);
  const { url, release } = await findDatabase(environment, log);
  await bringUpToDate(url, log);
  const database = openDatabase(url, { max: connections });
  try {
    const keyring = await readKeyring(database, masterKeys, { realNow: () => new Date(), onError });
    return {
      databaseUrl: url,
      database,
      masterKey: masterKeys[0],
      masterKeys,
      keyring,
      close: async () => {
        keyring.close();
        await database.close();
        await release();
      },
    };
  } catch (cause) {
    await database.close();
    await release();
    if (!(cause instanceof MasterKeyError)) throw cause;
    throw new CommandError(
      `${cause.message} Put back the secrets.json that belongs to this database, or set FAIRFLOW_KEY.`,
      { cause },
    );
  }
}

/** Migrates the tables and the queues; of several processes that start at once the others wait. */
async function bringUpToDate(url: string, log: (line: string) => void): Promise<void> {
  try {
    const applied = await migrate(url);
    if (applied.length > 0) log(`Migrated the database: ${applied.join(", ")}`);
    await installQueues(url);
  } catch (cause) {
    if (!(cause instanceof MigrationMismatchError)) throw cause;
    throw new CommandError(cause.message, { cause });
  }
}

async function openHome(home: string): Promise<void> {
  try {
    await makeFolder(home);
    await access(home, constants.W_OK);
  } catch (cause) {
    throw unwritable(home, cause);
  }
}
