import { mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/**
 * Makes the directory where it is missing and sees that it can be written.
 *
 * @returns its one real path, whatever links lead to it: a server tells the path that it was started with
 */
export async function openHome(home: string): Promise<string> {
  const trial = join(home, `.writable.${process.pid}`);
  try {
    await mkdir(home, { recursive: true });
    await writeFile(trial, "");
    await rm(trial);
    return await realpath(home);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `${home} cannot be written: give this user the directory, or set FAIRFLOW_HOME to one that it may write.`,
      { cause },
    );
  }
}
