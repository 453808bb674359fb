import { EmbeddedPostgresError, startPostgres } from "@fairflow/embedded";
import postgres from "postgres";
import { CommandError } from "../command-error.ts";

/** `uuidv7()` and `old` in `returning`. */
const OLDEST_POSTGRES = 180_000;

export interface FoundDatabase {
  readonly url: string;
  /** Shuts an embedded one down where nobody else uses it. Close your own connections first. */
  readonly release: () => Promise<void>;
}

/**
 * The database of this installation: the one that DATABASE_URL names, else an embedded one under the home.
 *
 * @throws CommandError with the remedy
 */
export async function findDatabase(
  { databaseUrl, home }: { readonly databaseUrl: string | undefined; readonly home: string },
  log: (line: string) => void,
): Promise<FoundDatabase> {
  if (databaseUrl !== undefined) {
    await refuseUnusable(databaseUrl);
    return { url: databaseUrl, release: () => Promise.resolve() };
  }
  try {
    const { url, stopIfUnused } = await startPostgres({ home, log });
    return { url, release: async () => void (await stopIfUnused()) };
  } catch (cause) {
    if (!(cause instanceof EmbeddedPostgresError)) throw cause;
    throw new CommandError(cause.message, { cause });
  }
}

async function refuseUnusable(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  const where = `${sql.options.host.join(",")}:${sql.options.port.join(",")}`;
  try {
    const [row] = await sql<{ version: number }[]>`
      select current_setting('server_version_num')::int as version`;
    if (row === undefined || row.version < OLDEST_POSTGRES) {
      throw new CommandError(`The PostgreSQL at ${where} is too old: Fairflow needs 18 or later.`);
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(
      `The database at ${where} ${refusal(cause)}, or unset DATABASE_URL to use the embedded one.`,
      { cause },
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function refusal(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  switch (code) {
    case "ECONNREFUSED":
    case "CONNECT_TIMEOUT":
      return "does not answer: start it and check DATABASE_URL";
    case "ENOTFOUND":
      return "has a host that nobody knows: check DATABASE_URL";
    case "28P01":
    case "28000":
      return "refuses this user or password: check DATABASE_URL";
    case "3D000":
      return "does not exist: create it";
    case "53300":
      return "has no connection left: raise its max_connections";
    default:
      return `cannot be used${code === "" ? "" : ` (${code})`}: start it and check DATABASE_URL`;
  }
}
