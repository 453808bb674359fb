import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type { LETTER_BATCH_STATUSES, LETTER_STATUSES } from "./schema/words.ts";

/** A batch with what became of its letters. */
export interface LetterBatchRow {
  readonly id: string;
  readonly status: (typeof LETTER_BATCH_STATUSES)[number];
  readonly begunAt: Date;
  /** A user's id, or `system`. */
  readonly begunBy: string;
  readonly closedAt: Date | null;
  readonly handedOverAt: Date | null;
  readonly letters: number;
  readonly printed: number;
  readonly unprintable: number;
  readonly takenOut: number;
  readonly returned: number;
}

/** The newest first. */
export async function listLetterBatches(
  { sql }: Transaction,
  of: { readonly limit: number; readonly id?: string },
): Promise<readonly LetterBatchRow[]> {
  return sql<LetterBatchRow[]>`
    select letter_batch.id, letter_batch.status, begun_at as "begunAt", begun_by as "begunBy", closed_at as "closedAt",
      handed_over_at as "handedOverAt",
      count(*) filter (where letter.status in ('in_batch', 'handed_over'))::int as letters,
      count(sha256)::int as printed,
      count(*) filter (where letter.status = 'unprintable')::int as unprintable,
      count(*) filter (where letter.status = 'taken_out')::int as "takenOut",
      count(returned_on)::int as returned
    from letter_batch left join letter on batch_id = letter_batch.id
    where ${of.id ?? null}::uuid is null or letter_batch.id = ${of.id ?? null}
    group by letter_batch.id order by begun_at desc, letter_batch.id desc limit ${of.limit}`;
}

/** How many letters wait for a batch. */
export async function waitingLetters({ sql }: Transaction, now: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from attempt
    where channel = 'letter' and status = 'planned' and direction = 'outbound' and not_before <= ${now}
      and reserved_until is null`;
  return row?.count ?? 0;
}

export interface LetterRow {
  readonly attemptId: string;
  readonly debtorId: string;
  readonly status: (typeof LETTER_STATUSES)[number];
  readonly language: string;
  readonly pages: number | null;
  readonly code: string | null;
  readonly returnedOn: string | null;
  readonly returnReason: string | null;
}

export async function lettersOfBatch(
  { sql }: Transaction,
  of: { readonly batchId: string; readonly limit: number },
): Promise<readonly LetterRow[]> {
  return sql<LetterRow[]>`
    select attempt_id as "attemptId", debtor_id as "debtorId", status, language, pages, code,
      returned_on::text as "returnedOn", return_reason as "returnReason"
    from letter where batch_id = ${of.batchId}
    order by status <> 'unprintable', attempt_id limit ${of.limit}`;
}

/** A letter as it was printed. */
export interface PrintedFile {
  readonly attemptId: string;
  readonly language: string;
  readonly pages: number;
  readonly pdf: Uint8Array;
}

/** The letters of a closed batch, so many at a time, after the one that is named. */
export async function readPrinted(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decrypt">,
  of: { readonly batchId: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly PrintedFile[]> {
  const rows = await sql<(Omit<PrintedFile, "pdf"> & { readonly pdf: Uint8Array })[]>`
    select attempt_id as "attemptId", language, pages, pdf from letter
    where batch_id = ${of.batchId} and status in ('in_batch', 'handed_over') and pdf is not null
      and (${of.after ?? null}::uuid is null or attempt_id > ${of.after ?? null})
    order by attempt_id limit ${of.limit}`;
  return rows.map(({ pdf, ...row }) => ({
    ...row,
    pdf: keyring.decrypt({ table: "letter", column: "pdf", row: row.attemptId }, pdf),
  }));
}

/** The letter that was handed over last about an account: whoever has only its reference names it so. */
export async function latestLetterAbout(
  { sql }: Transaction,
  reference: string,
): Promise<readonly string[]> {
  const rows = await sql<{ attempt_id: string }[]>`
    select distinct on (account.id) attempt_id
    from account
    join letter on letter.debtor_id = account.debtor_id and letter.status = 'handed_over'
    join attempt on attempt.shard = letter.shard and attempt.id = attempt_id and account.id = any(account_ids)
    where account.reference = ${reference}
    order by account.id, accepted_at desc`;
  return rows.map(({ attempt_id: id }) => id);
}
