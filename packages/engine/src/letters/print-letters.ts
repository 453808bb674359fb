import { BYTEAS } from "@fairflow/db";
import type { LetterDeps, LetterText } from "./fill-batch.ts";
import { readLetter, settleLetters, type SealedLetter } from "./settle-letters.ts";

/** One letter of a batch, to be printed. */
export interface UnprintedLetter {
  readonly attemptId: string;
  readonly language: string;
  readonly to: string;
  readonly subject: string;
  readonly text: LetterText;
  /** Of the oldest account that it speaks of. */
  readonly reference: string;
}

/** A letter as it was printed; what cannot be is refused with its code. */
export type Printed =
  | {
      readonly attemptId: string;
      readonly ok: true;
      readonly pdf: Uint8Array;
      readonly sha256: Uint8Array;
      readonly pages: number;
    }
  | { readonly attemptId: string; readonly ok: false; readonly code: string };

/** The next letters of a batch that are not printed yet. */
export async function unprintedLetters(
  { database, keyring }: LetterDeps,
  of: { readonly batchId: string; readonly limit: number },
): Promise<readonly UnprintedLetter[]> {
  const rows = await database.sql<(SealedLetter & { readonly reference: string | null })[]>`
    select attempt_id as id, letter.language, letter.recipient, letter.subject, letter.body, (
      select reference from account where account.id = any(account_ids)
      order by coalesce(oldest_unpaid_on, next_due_on, account.due_date) nulls last, account.id limit 1
    ) as reference
    from letter join attempt on attempt.shard = letter.shard and attempt.id = attempt_id
    where batch_id = ${of.batchId} and letter.status = 'in_batch' and pdf is null
    order by attempt_id limit ${of.limit}`;
  return rows.map((row) => ({ ...readLetter(keyring, row), reference: row.reference ?? "" }));
}

/** Keeps what was printed; letters that nobody can print are refused, and their runs go on without them. */
export async function savePrinted(deps: LetterDeps, printed: readonly Printed[]): Promise<void> {
  const { database, keyring } = deps;
  const files = printed.flatMap((each) => (each.ok ? [each] : []));
  const faulty = printed.flatMap((each) => (each.ok ? [] : [each]));
  await database.transaction(async (tx) => {
    const { sql } = tx;
    const sealed = files.map(({ attemptId, pdf }) =>
      Buffer.from(keyring.encrypt({ table: "letter", column: "pdf", row: attemptId }, pdf)),
    );
    await sql`
      update letter set pdf = made.pdf, sha256 = made.sha256, bytes = made.bytes, pages = made.pages
      from unnest(
        ${files.map(({ attemptId }) => attemptId)}::uuid[], ${sql.typed(sealed, BYTEAS)}::bytea[],
        ${sql.typed(
          files.map(({ sha256 }) => Buffer.from(sha256)),
          BYTEAS,
        )}::bytea[],
        ${files.map(({ pdf }) => pdf.length)}::int[], ${files.map(({ pages }) => pages)}::smallint[]
      ) as made (id, pdf, sha256, bytes, pages)
      where attempt_id = made.id and status = 'in_batch'`;
    await settleLetters(deps, tx, {
      ids: faulty.map(({ attemptId }) => attemptId),
      status: "unprintable",
      resultOf: (id) => ({
        kind: "refused",
        code: faulty.find(({ attemptId }) => attemptId === id)?.code ?? "cannot-be-printed",
      }),
    });
  });
}
