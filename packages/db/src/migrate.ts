import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { z } from "zod";

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const BREAKPOINT = "--> statement-breakpoint";

/** Any number, but the same in every version of the program. */
const LOCK = 7_208_261_846;

const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

interface Migration {
  readonly name: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** What was applied before and the program's own migrations do not fit together; nothing was changed. */
export class MigrationMismatchError extends Error {
  override readonly name = "MigrationMismatchError";
}

/**
 * Brings a database up to this program, forward only, each migration in a transaction of its own. Of several
 * processes that start at once one migrates and the others wait.
 *
 * @returns the names of the migrations that it applied
 * @throws MigrationMismatchError when the database is newer, or a migration was edited after it was applied
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await sql`
      create table if not exists migration (
        name text primary key,
        hash text not null,
        applied_at timestamptz not null default clock_timestamp()
      )`;
    const applied = await sql<{ name: string; hash: string }[]>`select name, hash from migration`;
    const waiting = waitingMigrations(
      migrations,
      new Map(applied.map((row) => [row.name, row.hash])),
    );
    for (const { name, hash, statements } of waiting) {
      await sql.begin(async (tx) => {
        for (const statement of statements) await tx.unsafe(statement);
        await tx`insert into migration (name, hash) values (${name}, ${hash})`;
      });
    }
    return waiting.map((each) => each.name);
  } finally {
    // Ending the session frees the lock.
    await sql.end();
  }
}

function waitingMigrations(
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): readonly Migration[] {
  const known = new Set(migrations.map((each) => each.name));
  for (const name of applied.keys()) {
    if (!known.has(name)) {
      throw new MigrationMismatchError(
        `The database has the migration ${name}, which this version of Fairflow does not know. Start the newer version.`,
      );
    }
  }
  const edited = migrations.find(({ name, hash }) => (applied.get(name) ?? hash) !== hash);
  if (edited !== undefined) {
    throw new MigrationMismatchError(
      `The migration ${edited.name} was edited after it was applied.`,
    );
  }
  return migrations.filter((each) => !applied.has(each.name));
}

async function readMigrations(): Promise<readonly Migration[]> {
  const journal = Journal.parse(
    JSON.parse(await readFile(new URL("meta/_journal.json", MIGRATIONS), "utf8")),
  );
  return Promise.all(
    journal.entries.map(async ({ tag }) => {
      const text = await readFile(new URL(`${tag}.sql`, MIGRATIONS), "utf8");
      return {
        name: tag,
        hash: createHash("sha256").update(text).digest("hex"),
        statements: text.split(BREAKPOINT),
      };
    }),
  );
}
