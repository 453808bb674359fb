import type { Transaction } from "./connect.ts";
import type { STATEMENT_FILE_STATUSES, STATEMENT_FORMATS } from "./schema/words.ts";

export interface StoredStatementFile {
  readonly id: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly format: (typeof STATEMENT_FORMATS)[number];
  readonly status: (typeof STATEMENT_FILE_STATUSES)[number];
  /** As it was last given: to be parsed. */
  readonly reading: unknown;
  readonly problems: unknown;
  readonly linesNew: number;
  readonly linesDone: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly failure: string | null;
}

export async function addStatementFile(
  tx: Transaction,
  file: Pick<
    StoredStatementFile,
    "id" | "fileName" | "fileBytes" | "format" | "startedBy" | "startedAt"
  > & {
    /** SHA-256. */
    readonly fileHash: Uint8Array;
  },
): Promise<void> {
  await tx.sql`
    insert into statement_file (id, file_name, file_bytes, file_hash, format, status, started_by, started_at)
    values (${file.id}, ${file.fileName}, ${file.fileBytes}, ${file.fileHash}, ${file.format}, 'ready', ${file.startedBy},
      ${file.startedAt})`;
}

export async function readStatementFile(
  tx: Transaction,
  id: string,
): Promise<StoredStatementFile | undefined> {
  const [file] = await tx.sql<StoredStatementFile[]>`
    select ${columnsOf(tx)} from statement_file where id = ${id}`;
  return file;
}

/** The newest first. */
export async function listStatementFiles(
  tx: Transaction,
  limit: number,
): Promise<readonly StoredStatementFile[]> {
  return tx.sql<StoredStatementFile[]>`
    select ${columnsOf(tx)} from statement_file order by started_at desc, id desc limit ${limit}`;
}

/** Takes a file for booking, with what became of its reading. False where it is booked already, or given up. */
export async function beginStatementFile(
  tx: Transaction,
  id: string,
  how: { readonly reading: unknown; readonly problems: unknown },
): Promise<boolean> {
  const { count } = await tx.sql`
    update statement_file set status = 'booking', reading = ${JSON.stringify(how.reading)}::jsonb,
      problems = ${JSON.stringify(how.problems)}::jsonb
    where id = ${id} and status = 'ready'`;
  return count === 1;
}

export async function noteStatementLines(
  tx: Transaction,
  id: string,
  counts: { readonly linesNew?: number; readonly linesDone?: number },
): Promise<void> {
  await tx.sql`
    update statement_file set lines_new = coalesce(${counts.linesNew ?? null}, lines_new),
      lines_done = coalesce(${counts.linesDone ?? null}, lines_done)
    where id = ${id}`;
}

/** False where it was at its end already. */
export async function endStatementFile(
  tx: Transaction,
  id: string,
  ending:
    | { readonly status: "done" | "cancelled" }
    | { readonly status: "failed"; readonly failure: string },
  realNow: Date,
): Promise<boolean> {
  const failure = ending.status === "failed" ? ending.failure : null;
  const from = ending.status === "done" ? ["booking"] : ["ready"];
  const { count } = await tx.sql`
    update statement_file set status = ${ending.status}, failure = ${failure}, finished_at = ${realNow}
    where id = ${id} and status = any(${from}::text[])`;
  return count === 1;
}

/** Files that were kept, whose lines have not all been looked at. */
export async function unfinishedStatementFiles(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from statement_file where status = 'booking' order by started_at, id`;
  return rows.map(({ id }) => id);
}

/** Files that somebody brought before an instant and nobody has decided about since. */
export async function abandonedStatementFiles(
  tx: Transaction,
  before: Date,
): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from statement_file where status = 'ready' and started_at < ${before}`;
  return rows.map(({ id }) => id);
}

function columnsOf({ sql }: Transaction) {
  return sql`id, file_name as "fileName", file_bytes as "fileBytes", format, status, reading, problems,
    lines_new as "linesNew", lines_done as "linesDone", started_by as "startedBy", started_at as "startedAt",
    finished_at as "finishedAt", failure`;
}
