import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Database, Transaction } from "@fairflow/db";
import { type Ending, type Heading, type Manifest, TABLE_END } from "./backup-file.ts";
import { listTables } from "./table-list.ts";

export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
}

/** Writes everything as it is at one moment, while work goes on, into a file that only this user can read. */
export async function writeBackup(
  database: Database,
  path: string,
  made: { readonly version: string; readonly at: Date },
): Promise<BackupReport> {
  const rows: Record<string, number> = {};
  const unfinished = `${path}.unfinished`;
  try {
    await database.transaction(async (tx) => {
      await tx.sql`set transaction isolation level repeatable read, read only`;
      const lines = Readable.from(backupLines(tx, made, rows), { objectMode: false });
      await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
    });
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  const counts = Object.values(rows);
  return { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) };
}

async function* backupLines(
  tx: Transaction,
  made: { readonly version: string; readonly at: Date },
  rows: Record<string, number>,
): AsyncGenerator<string | Uint8Array> {
  yield line(await manifestOf(tx, made));
  for (const { name, columns } of await listTables(tx)) {
    const heading: Heading = { table: name, columns: [...columns] };
    yield line(heading);
    let count = 0;
    const statement = `copy (select ${columns.join(", ")} from ${name}) to stdout`;
    const source = await tx.sql.unsafe(statement).readable();
    const chunks: AsyncIterable<Uint8Array> = source;
    for await (const chunk of chunks) {
      count += newlinesIn(chunk);
      yield chunk;
    }
    // postgres.js 3.4 pauses its socket for a reader that falls behind, and wakes it only when that reader asks for
    // more, which it no longer does once the last rows have come: the next statement would wait for ever.
    // oxlint-disable-next-line no-underscore-dangle -- no other call reaches the socket
    source._read(0);
    rows[name] = count;
    yield `${TABLE_END}\n`;
  }
  const ending: Ending = { end: true, rows };
  yield line(ending);
}

async function manifestOf(
  { sql }: Transaction,
  { version, at }: { readonly version: string; readonly at: Date },
): Promise<Manifest> {
  const migrations = await sql<{ name: string; hash: string }[]>`
    select name, hash from migration order by name`;
  const keys = await sql<{ id: string }[]>`
    select distinct master_key_id as id from wrapped_key order by 1`;
  const [days] = await sql<{ first: string | null; last: string | null }[]>`
    select min(day) as first, max(day) as last from daily_snapshot`;
  return {
    schema: "fairflow.backup/1",
    madeAt: at.toISOString(),
    version,
    migrations: migrations.map(({ name, hash }) => ({ name, hash })),
    masterKeyIds: keys.map(({ id }) => id),
    snapshotDays: days?.first == null || days.last === null ? null : [days.first, days.last],
  };
}

function line(value: Manifest | Heading | Ending): string {
  return `${JSON.stringify(value)}\n`;
}

function newlinesIn(chunk: Uint8Array): number {
  let count = 0;
  for (const byte of chunk) if (byte === 10) count += 1;
  return count;
}
