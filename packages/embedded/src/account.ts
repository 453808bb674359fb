import { stat } from "node:fs/promises";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { type Account, runProgram } from "./run-program.ts";

const ACCOUNT_NAME = "postgres";

/**
 * Whom PostgreSQL runs as. It refuses root, so root hands over to the owner of the data directory, or to the
 * account `postgres`, which is made where it is missing; anybody else runs it as themselves (`undefined`).
 */
export async function accountFor(dataDirectory: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;

  const owner = dataDirectory === undefined ? undefined : await ownerOf(dataDirectory);
  if (owner !== undefined && owner.uid !== 0) return owner;
  return (await findAccount()) ?? (await makeAccount());
}

/** Whether the account can enter the directory, through every directory above it. */
export async function canEnter(account: Account | undefined, directory: string): Promise<boolean> {
  const { exitCode } = await runProgram("test", ["-x", directory], account);
  return exitCode === 0;
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch {
    // Nothing is there yet, so nobody owns it.
    return undefined;
  }
}

async function findAccount(): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([
    runProgram("id", ["-u", ACCOUNT_NAME], undefined),
    runProgram("id", ["-g", ACCOUNT_NAME], undefined),
  ]);
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function makeAccount(): Promise<Account> {
  const made = await runProgram("useradd", ["--system", "--user-group", ACCOUNT_NAME], undefined);
  const account = await findAccount();
  if (account === undefined) {
    throw new EmbeddedPostgresError(
      `PostgreSQL refuses to run as root and the account "${ACCOUNT_NAME}" cannot be made ` +
        `(${made.output.trim()}): make it, start Fairflow as another user, or set DATABASE_URL.`,
    );
  }
  return account;
}
