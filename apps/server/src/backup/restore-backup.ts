import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Database, Transaction } from "@fairflow/db";
import { CommandError } from "../command-error.ts";
import { Ending, Heading, Manifest, TABLE_END } from "./backup-file.ts";
import { byteLines } from "./byte-lines.ts";
import { copyInto } from "./copy-into.ts";
import { listTables } from "./table-list.ts";

/** Rows that a migration writes; the backup brings its own. */
const MADE_BY_MIGRATIONS = ["clock", "sending_switch", "wrapped_key"];

/**
 * Fills an empty, migrated database from a backup, whole or not at all. Sending is off afterwards, since what was planned
 * then may be wrong now: a person switches it on.
 *
 * @throws CommandError with the remedy; nothing is changed then
 */
export async function restoreBackup(
  database: Database,
  path: string,
  { masterKeyId }: { readonly masterKeyId: string },
): Promise<{ readonly rows: number }> {
  const lines = linesOf(path);
  const manifest = await readManifest(lines, path);
  return database.transaction(async (tx) => {
    await refuseMisfit(tx, manifest, masterKeyId);
    await prepare(tx, manifest);
    const rows = await copyTables(tx, lines, path);
    await finish(tx);
    return { rows };
  });
}

async function* linesOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const source = createReadStream(path);
  const text = source.pipe(createGunzip());
  source.on("error", (error) => text.destroy(error));
  try {
    yield* byteLines(text);
  } catch (cause) {
    throw new CommandError(`${path} cannot be read as a backup: it is damaged or none.`, { cause });
  }
}

async function readManifest(
  lines: AsyncGenerator<Uint8Array, void, undefined>,
  path: string,
): Promise<Manifest> {
  const first = await lines.next();
  const manifest = Manifest.safeParse(
    first.done === true ? undefined : jsonOf(textOf(first.value)),
  );
  if (manifest.success) return manifest.data;
  throw new CommandError(`${path} is not a backup of Fairflow.`);
}

async function refuseMisfit(
  tx: Transaction,
  manifest: Manifest,
  masterKeyId: string,
): Promise<void> {
  const applied = await tx.sql<{ name: string; hash: string }[]>`
    select name, hash from migration order by name`;
  if (JSON.stringify(applied.map((row) => ({ ...row }))) !== JSON.stringify(manifest.migrations)) {
    throw new CommandError(
      `The backup was made by Fairflow ${manifest.version}, whose tables are others: restore it with that version, then start this one.`,
    );
  }
  const foreign = manifest.masterKeyIds.filter((id) => id !== masterKeyId);
  if (foreign.length > 0) {
    throw new CommandError(
      `The backup was encrypted under the master key ${foreign.join(", ")} and yours is ${masterKeyId}: put back the secrets.json of that installation, or set FAIRFLOW_KEY.`,
    );
  }
  const [used] = await tx.sql<{ used: boolean }[]>`
    select exists (select from auth."user") or exists (select from debtor) or exists (select from flow)
      or exists (select from client) or exists (select from audit) as used`;
  if (used?.used !== false) {
    throw new CommandError(
      "The database is in use: restore into an empty one, such as another FAIRFLOW_HOME.",
    );
  }
}

async function prepare(tx: Transaction, { snapshotDays }: Manifest): Promise<void> {
  for (const table of MADE_BY_MIGRATIONS) await tx.sql`delete from ${tx.sql(table)}`;
  // The backup brings its own chain over the trail, with what waited for it.
  await tx.sql`alter table audit disable trigger audit_to_seal`;
  // The backup brings what was counted; its rows must not be counted again.
  await tx.sql`select set_config('fairflow.figures', 'off', true)`;
  if (snapshotDays === null) return;
  const [first, last] = snapshotDays;
  await tx.sql`select ensure_daily_snapshot_partitions(${first}::date, ${last}::date)`;
}

/** @returns how many rows were written */
async function copyTables(
  tx: Transaction,
  lines: AsyncGenerator<Uint8Array, void, undefined>,
  path: string,
): Promise<number> {
  const known = new Map((await listTables(tx)).map((table) => [table.name, table]));
  const written: Record<string, number> = {};
  for await (const line of lines) {
    const value = jsonOf(textOf(line));
    const ending = Ending.safeParse(value);
    if (ending.success) {
      if (isSame(ending.data.rows, written)) return sum(written);
      break;
    }
    const heading = Heading.safeParse(value);
    // Names go into the statement, so only those that the database itself has may.
    const table = heading.success ? known.get(heading.data.table) : undefined;
    if (!heading.success || table === undefined) break;
    if (heading.data.columns.join() !== table.columns.join()) break;
    written[table.name] = await copyRows(tx, { ...table, path }, lines);
  }
  throw damaged(path);
}

function damaged(path: string, cause?: unknown): CommandError {
  return new CommandError(`${path} is damaged or was broken off; nothing was restored.`, { cause });
}

async function copyRows(
  tx: Transaction,
  { path, ...table }: { name: string; columns: readonly string[]; path: string },
  lines: AsyncGenerator<Uint8Array, void, undefined>,
): Promise<number> {
  let rows = 0;
  async function* rowLines(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      if (isTableEnd(next.value)) return;
      rows += 1;
      yield Buffer.concat([next.value, LINE_FEED]);
    }
  }
  try {
    await copyInto(tx, `copy ${table.name} (${table.columns.join(", ")}) from stdin`, rowLines());
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw damaged(path, cause);
  }
  return rows;
}

const LINE_FEED = Buffer.from("\n");

function isTableEnd(line: Uint8Array): boolean {
  return line.length === TABLE_END.length && textOf(line) === TABLE_END;
}

/** Sequences go on behind the rows, and nothing leaves until somebody says so. */
async function finish({ sql }: Transaction): Promise<void> {
  await sql`alter table audit enable trigger audit_to_seal`;
  const identities = await sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`;
  for (const { table, column } of identities) {
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${column}),
        greatest(1, (select max(${sql(column)}) from ${sql(table)})))`;
  }
  await sql`
    update sending_switch set is_on = false, reason = 'Restored from a backup', changed_by = 'system',
      changed_at = clock_timestamp()`;
  await sql`
    insert into audit (actor_kind, action, subject_kind, subject_id, reason)
    values ('system', 'sending.pause', 'sending', 'all', 'Restored from a backup')`;
}

function isSame(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function sum(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((total, count) => total + count, 0);
}

function textOf(line: Uint8Array): string {
  return Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
