import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateMasterKey, MasterKeyError, parseMasterKey, type MasterKey } from "@fairflow/db";
import { z } from "zod";
import { CommandError } from "../command-error.ts";
import { reasonOf } from "../read-files.ts";
import { makeFolder } from "./make-folder.ts";

const Secrets = z.strictObject({ masterKey: z.string() });

/**
 * The key that wraps all others: from the environment (while it is changed, the new one, a comma, the old one), else
 * from `secrets.json` in the home, which is made, readable by its owner only, where there is none.
 *
 * @throws CommandError with the remedy
 */
export async function findMasterKeys(
  fromEnvironment: string | undefined,
  home: string,
): Promise<readonly [MasterKey, ...MasterKey[]]> {
  if (fromEnvironment !== undefined) return keysOf(fromEnvironment.split(","), "FAIRFLOW_KEY");
  const path = join(home, "secrets.json");
  const text = await readOrMake(path, home);
  const secrets = Secrets.safeParse(jsonOf(text));
  if (!secrets.success) {
    throw new CommandError(
      `${path} does not hold a master key: put it back from your backup, or set FAIRFLOW_KEY.`,
    );
  }
  return keysOf([secrets.data.masterKey], path);
}

function keysOf(texts: readonly string[], where: string): readonly [MasterKey, ...MasterKey[]] {
  try {
    const [first, ...others] = texts.map(parseMasterKey);
    if (first !== undefined) return [first, ...others];
  } catch (cause) {
    if (!(cause instanceof MasterKeyError)) throw cause;
    throw new CommandError(`${where}: ${cause.message}`, { cause });
  }
  throw new CommandError(`${where} is empty.`);
}

async function readOrMake(path: string, home: string): Promise<string> {
  try {
    await makeFolder(home);
    const text = JSON.stringify({ masterKey: generateMasterKey() }, null, 2);
    // Fails where it exists, so that of two starts at once one makes it.
    await writeFile(path, `${text}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if (!isThere(cause)) throw unwritable(home, cause);
  }
  try {
    await chmod(path, 0o600);
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new CommandError(
      `${path} cannot be read: ${reasonOf(cause)}. Start Fairflow as the user that owns it.`,
      { cause },
    );
  }
}

function isThere(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EEXIST";
}

export function unwritable(home: string, cause: unknown): CommandError {
  return new CommandError(
    `${home} cannot be written: give this user the directory, or set FAIRFLOW_HOME to one that it may write.`,
    { cause },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
