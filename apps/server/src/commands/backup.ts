import { resolve } from "node:path";
import { chainHead, installQueues } from "@fairflow/engine";
import { migrate, openDatabase, type MasterKey } from "@fairflow/db";
import { Command } from "commander";
import { appendCheckpoint, checkpointKey } from "../audit/checkpoint-file.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import { writeBackup } from "../backup/write-backup.ts";
import { readEnvironment } from "../environment.ts";
import { findDatabase } from "../installation/find-database.ts";
import { findMasterKeys } from "../installation/master-key.ts";
import { programVersion } from "../program-version.ts";

export function backupCommand(): Command {
  return new Command("backup")
    .description(
      "Writes everything as it is now into one file, while work goes on. The master key is not in it.",
    )
    .argument("<file>", "where to write it")
    .action((file: string) =>
      withDatabase(async ({ database }) => {
        const report = await writeBackup(database, resolve(file), {
          version: programVersion,
          at: new Date(),
        });
        return `${file}: ${report.rows} rows of ${report.tables} tables. Keep secrets.json, or FAIRFLOW_KEY, apart from it: without that key it cannot be read.`;
      }),
    );
}

export function restoreCommand(): Command {
  return new Command("restore")
    .description("Fills an empty installation from a backup; sending is off afterwards.")
    .argument("<file>", "a file that backup wrote")
    .action((file: string) =>
      withDatabase(async ({ database, masterKey, checkpoints }) => {
        const { rows } = await restoreBackup(database, resolve(file), {
          masterKeyId: masterKey.id,
        });
        const head = (await chainHead(database.sql)) ?? NO_CHAIN;
        const restored = { kind: "restored", head, at: new Date() } as const;
        await appendCheckpoint(checkpoints, checkpointKey(masterKey), restored);
        return `${rows} rows are back. Sending is off: look first, then switch it on.`;
      }),
    );
}

interface Opened {
  readonly database: ReturnType<typeof openDatabase>;
  readonly masterKey: MasterKey;
  /** The file of signed checkpoints of the audit trail. */
  readonly checkpoints: string;
}

const NO_CHAIN = { sequence: 0, hash: new Uint8Array(32) };

/** Without its keys: those of an empty database are the backup's to bring. */
async function withDatabase(work: (opened: Opened) => Promise<string>): Promise<void> {
  const environment = readEnvironment(process.env);
  const [masterKey] = await findMasterKeys(environment.masterKey, environment.home);
  const { url, release } = await findDatabase(environment, () => undefined);
  await migrate(url);
  await installQueues(url);
  const database = openDatabase(url, { max: 2 });
  try {
    process.stdout.write(
      `${await work({ database, masterKey, checkpoints: environment.checkpoints })}\n`,
    );
  } finally {
    await database.close();
    await release();
  }
}
