import { resolve } from "node:path";
import { installQueues } from "@fairflow/engine";
import { migrate, openDatabase } from "@fairflow/db";
import { Command } from "commander";
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
      withDatabase(async ({ database, masterKeyId }) => {
        const { rows } = await restoreBackup(database, resolve(file), { masterKeyId });
        return `${rows} rows are back. Sending is off: look first, then switch it on.`;
      }),
    );
}

interface Opened {
  readonly database: ReturnType<typeof openDatabase>;
  readonly masterKeyId: string;
}

/** Without its keys: those of an empty database are the backup's to bring. */
async function withDatabase(work: (opened: Opened) => Promise<string>): Promise<void> {
  const environment = readEnvironment(process.env);
  const [masterKey] = await findMasterKeys(environment.masterKey, environment.home);
  const { url, release } = await findDatabase(environment, () => undefined);
  await migrate(url);
  await installQueues(url);
  const database = openDatabase(url, { max: 2 });
  try {
    process.stdout.write(`${await work({ database, masterKeyId: masterKey.id })}\n`);
  } finally {
    await database.close();
    await release();
  }
}
