import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import { byteaText, rowSet } from "./row-set.ts";
import type { FEED_KINDS, FEED_STATUSES } from "./schema/words.ts";

export interface StoredFeedRun {
  readonly id: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly status: (typeof FEED_STATUSES)[number];
  readonly mapping: unknown;
  /** The state of the client's books that it shows; null before it is imported. */
  readonly asOf: Date | null;
  readonly failure: string | null;
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly rowsBad: number;
  readonly accountsUnchanged: number;
  readonly accountsAbsent: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** A file that has arrived whole. */
export interface NewFeedRun {
  readonly id: string;
  readonly fileName: string;
  readonly fileBytes: number;
  /** SHA-256. */
  readonly fileHash: Uint8Array;
  readonly startedBy: string;
}

/** Running totals of an import. */
export interface FeedProgress {
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly rowsBad: number;
  readonly accountsCreated: number;
  readonly accountsChanged: number;
  readonly accountsUnchanged: number;
  /** Minor units, over the good rows. */
  readonly amountTotal: number;
}

export interface FeedProblem {
  readonly line: number;
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  readonly faults: readonly { readonly column: string | undefined; readonly reason: string }[];
}

export async function addFeedRun(tx: Transaction, run: NewFeedRun, realNow: Date): Promise<void> {
  await tx.sql`
    insert into feed_run (id, file_name, file_bytes, file_hash, status, started_by, started_at)
    values (${run.id}, ${run.fileName}, ${run.fileBytes}, ${run.fileHash}, 'ready', ${run.startedBy}, ${realNow})`;
}

export async function readFeedRun(tx: Transaction, id: string): Promise<StoredFeedRun | undefined> {
  const [run] = await tx.sql<
    StoredFeedRun[]
  >`select ${columnsOf(tx)} from feed_run where id = ${id}`;
  return run;
}

/** The newest first. */
export async function listFeedRuns(
  tx: Transaction,
  limit: number,
): Promise<readonly StoredFeedRun[]> {
  return tx.sql<StoredFeedRun[]>`
    select ${columnsOf(tx)} from feed_run order by started_at desc, id desc limit ${limit}`;
}

/** Notes how the file is read, as long as it is not imported yet. */
export async function noteMapping(tx: Transaction, id: string, mapping: unknown): Promise<void> {
  await tx.sql`
    update feed_run set mapping = ${JSON.stringify(mapping)}::jsonb where id = ${id} and status = 'ready'`;
}

/** Whether the same bytes were imported by the same mapping before: they change nothing. */
export async function wasImported(
  tx: Transaction,
  id: string,
  mapping: unknown,
): Promise<StoredFeedRun | undefined> {
  const [run] = await tx.sql<StoredFeedRun[]>`
    select ${columnsOf(tx)} from feed_run
    where status = 'done' and id <> ${id} and mapping = ${JSON.stringify(mapping)}::jsonb
      and file_hash = (select file_hash from feed_run where id = ${id})
    order by finished_at desc limit 1`;
  return run;
}

/** Takes a file for importing. False where it is being imported already, or is done with. */
export async function beginFeedRun(
  tx: Transaction,
  id: string,
  how: {
    readonly mapping: unknown;
    readonly kind: (typeof FEED_KINDS)[number];
    readonly asOf: Date;
  },
): Promise<boolean> {
  const { count } = await tx.sql`
    update feed_run set status = 'importing', mapping = ${JSON.stringify(how.mapping)}::jsonb, kind = ${how.kind},
      as_of = ${how.asOf}
    where id = ${id} and status = 'ready'`;
  return count === 1;
}

/** Saves the totals of a chunk in its transaction. False where somebody cancelled: the chunk is not to be kept. */
export async function saveFeedProgress(
  tx: Transaction,
  id: string,
  progress: FeedProgress,
): Promise<boolean> {
  const { count } = await tx.sql`
    update feed_run set rows_read = ${progress.rowsRead}, rows_good = ${progress.rowsGood},
      rows_bad = ${progress.rowsBad}, accounts_created = ${progress.accountsCreated},
      accounts_changed = ${progress.accountsChanged}, accounts_unchanged = ${progress.accountsUnchanged},
      amount_total = ${progress.amountTotal}
    where id = ${id} and status = 'importing'`;
  return count === 1;
}

export type FeedEnding =
  | { readonly status: "done" | "cancelled" }
  /** Why nothing more of the file is taken, with the place. */
  | { readonly status: "failed"; readonly failure: string };

/** Ends a file's way. False where it was at its end already. */
export async function endFeedRun(
  tx: Transaction,
  id: string,
  ending: FeedEnding,
  realNow: Date,
): Promise<boolean> {
  const failure = ending.status === "failed" ? ending.failure : null;
  const { count } = await tx.sql`
    update feed_run set status = ${ending.status}, failure = ${failure}, finished_at = ${realNow}
    where id = ${id} and status in ('checking', 'ready', 'importing', 'confirming')`;
  return count === 1;
}

/** A full feed lacks accounts: a person is to say what becomes of them. */
export async function awaitConfirmation(
  tx: Transaction,
  id: string,
  absent: number,
): Promise<void> {
  await tx.sql`
    update feed_run set status = 'confirming', accounts_absent = ${absent} where id = ${id} and status = 'importing'`;
}

export async function noteConfirmation(
  tx: Transaction,
  id: string,
  userId: string,
): Promise<boolean> {
  const { count } = await tx.sql`
    update feed_run set confirmed_by = ${userId} where id = ${id} and status = 'confirming' and confirmed_by is null`;
  return count === 1;
}

export async function noteAbsent(tx: Transaction, id: string, absent: number): Promise<void> {
  await tx.sql`update feed_run set accounts_absent = ${absent} where id = ${id}`;
}

/** Keeps bad rows, encrypted, for whoever mends the file. */
export async function saveFeedProblems(
  tx: Transaction,
  keyring: Keyring,
  feedRunId: string,
  problems: readonly FeedProblem[],
): Promise<void> {
  if (problems.length === 0) return;
  const records = problems.map(({ line, columns, cells, faults }) => {
    const id = newId();
    const row = keyring.encrypt(
      { table: "feed_problem", column: "row", row: id },
      JSON.stringify({ columns, cells, faults }),
    );
    const [first] = faults;
    return {
      id,
      line,
      column: first?.column,
      reason: "bad_row",
      message: faults.map(({ reason }) => reason).join(" "),
      row: byteaText(row),
    };
  });
  await tx.sql`
    insert into feed_problem (id, feed_run_id, line, "column", reason, message, row)
    select i.id, ${feedRunId}::uuid, i.line, i."column", i.reason, i.message, i.row
    from jsonb_to_recordset(${rowSet(records)}::jsonb) as i (id uuid, line int, "column" text, reason text,
      message text, row bytea)`;
}

/** The bad rows as `saveFeedProblems` took them, in the order of the file; each is JSON to be parsed. */
export async function readFeedProblems(
  tx: Transaction,
  keyring: Keyring,
  feedRunId: string,
): Promise<readonly { readonly line: number; readonly row: unknown }[]> {
  const rows = await tx.sql<{ id: string; line: number; row: Uint8Array | null }[]>`
    select id, line, row from feed_problem where feed_run_id = ${feedRunId} order by line`;
  return rows.flatMap(({ id, line, row }) => {
    if (row === null) return [];
    const text = keyring.decryptText({ table: "feed_problem", column: "row", row: id }, row);
    return [{ line, row: JSON.parse(text) }];
  });
}

/** Imports that a process was at when it ended, of files that it holds. */
export async function interruptedFeedRuns(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from feed_run where id = any(${ids}::uuid[]) and status = 'importing'`;
  return rows.map(({ id }) => id);
}

/** Those of uploaded files that an import or a bank statement still needs. */
export async function uploadsInUse(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from feed_run where id = any(${ids}::uuid[]) and status in ('checking', 'ready', 'importing')
    union all
    select id from statement_file where id = any(${ids}::uuid[]) and status in ('ready', 'booking')`;
  return new Set(rows.map(({ id }) => id));
}

/** Imports that somebody began before an instant and nobody has decided about since. */
export async function abandonedFeedRuns(tx: Transaction, before: Date): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from feed_run where status in ('checking', 'ready') and started_at < ${before}`;
  return rows.map(({ id }) => id);
}

function columnsOf({ sql }: Transaction) {
  return sql`id, file_name as "fileName", file_bytes as "fileBytes", status, mapping, as_of as "asOf", failure,
    rows_read as "rowsRead", rows_good as "rowsGood", rows_bad as "rowsBad",
    accounts_unchanged as "accountsUnchanged", accounts_absent as "accountsAbsent", started_by as "startedBy",
    started_at as "startedAt", finished_at as "finishedAt"`;
}
