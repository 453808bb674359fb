import { BYTEAS, lockDebtors, readClock, type Keyring, type Transaction } from "@fairflow/db";
import { z } from "zod";
import type { Author, FactDeps } from "../facts/telling.ts";
import { GIVEN_BACK, type SendResult } from "../sending/channel-port.ts";
import { servedVisits } from "../sending/planned-attempts.ts";
import { recordResultsIn, type AttemptOutcome } from "../sending/record-results.ts";
import type { LetterDeps, LetterText } from "./fill-batch.ts";
import { COLLECTOR } from "./letters-collected.ts";

/** One letter of a batch, to be printed. */
export interface UnprintedLetter {
  readonly attemptId: string;
  readonly language: string;
  readonly to: string;
  readonly subject: string;
  readonly text: LetterText;
  /** Of the first account that it speaks of. */
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

/** Begins a batch where none is being filled. @returns its id; undefined where one is */
export async function beginBatch(tx: Transaction, by: Author): Promise<string | undefined> {
  const { now } = await readClock(tx);
  const [row] = await tx.sql<{ id: string }[]>`
    insert into letter_batch (begun_at, begun_by) values (${now}, ${by})
    on conflict (status) where status = 'filling' do nothing returning id`;
  return row?.id;
}

/** What we wrote ourselves, under our own key. */
const Text = z.object({
  body: z.string(),
  letter: z.custom<NonNullable<LetterText["letter"]>>(Array.isArray).optional(),
});

/** The next letters of a batch that are not printed yet. */
export async function unprintedLetters(
  { database, keyring }: LetterDeps,
  of: { readonly batchId: string; readonly limit: number },
): Promise<readonly UnprintedLetter[]> {
  const rows = await database.sql<LetterRow[]>`
    select attempt_id as id, letter.language, letter.recipient, letter.subject, letter.body, (
      select reference from account where account.id = any(account_ids) order by array_position(account_ids, account.id) limit 1
    ) as reference
    from letter join attempt on attempt.shard = letter.shard and attempt.id = attempt_id
    where batch_id = ${of.batchId} and letter.status = 'in_batch' and pdf is null
    order by attempt_id limit ${of.limit}`;
  return rows.map((row) => ({ ...readLetter(keyring, row), reference: row.reference ?? "" }));
}

interface LetterRow {
  readonly id: string;
  readonly language: string;
  readonly recipient: Uint8Array;
  readonly subject: Uint8Array;
  readonly body: Uint8Array;
  readonly reference: string | null;
}

function readLetter(keyring: Pick<Keyring, "decryptText">, row: Omit<LetterRow, "reference">) {
  const { id, language } = row;
  const open = (column: "recipient" | "subject" | "body") =>
    keyring.decryptText({ table: "letter", column, row: id }, row[column]);
  const text: LetterText = Text.parse(JSON.parse(open("body")));
  return { attemptId: id, language, to: open("recipient"), subject: open("subject"), text };
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

export type Closing =
  /** Its letters stand. */
  | "closed"
  /** Some were taken out: they are judged anew, and the batch may be filled again. */
  | "taken-out"
  /** It has letters that are not printed yet. */
  | "unprinted"
  /** It is not being filled. */
  | "not-filling";

/**
 * Closes a batch whose letters are all printed. Those whose people paid, disputed, opted out or were held since they were
 * put in are taken out first (I7), and unless this is the last try it stays open to be filled again.
 */
export async function closeBatch(
  deps: LetterDeps,
  { batchId, isLastTry }: { readonly batchId: string; readonly isLastTry: boolean },
): Promise<Closing> {
  return deps.database.transaction(async (tx) => {
    const { sql } = tx;
    const [batch] = await sql<{ status: string }[]>`
      select status from letter_batch where id = ${batchId} for update`;
    if (batch?.status !== "filling") return "not-filling";
    const unprinted = await sql`
      select from letter where batch_id = ${batchId} and status = 'in_batch' and pdf is null limit 1`;
    if (unprinted.length > 0) return "unprinted";
    const moved = await movedOn(tx, batchId);
    await takeOut(deps, tx, moved);
    if (moved.length > 0 && !isLastTry) return "taken-out";
    const { now } = await readClock(tx);
    // Of one with nothing in it nobody has to say that it left the house.
    await sql`
      update letter_batch set closed_at = ${now},
        status = case when filled.is_empty then 'handed_over' else 'closed' end,
        handed_over_at = case when filled.is_empty then ${now}::timestamptz end,
        handed_over_by = case when filled.is_empty then 'system' end
      from (
        select not exists (select from letter where batch_id = ${batchId} and status = 'in_batch') as is_empty
      ) as filled
      where id = ${batchId}`;
    return "closed";
  });
}

/** The letters of a batch whose people's standing has changed since they were judged. Locks all its people. */
async function movedOn(tx: Transaction, batchId: string): Promise<readonly string[]> {
  const people = await tx.sql<{ debtor_id: string }[]>`
    select distinct debtor_id from letter where batch_id = ${batchId} and status = 'in_batch'`;
  await lockDebtors(
    tx,
    people.map(({ debtor_id: id }) => id),
  );
  return readMovedOn(tx, batchId);
}

/** The same without locks, to be shown: it may have changed by the time that it is read. */
export async function readMovedOn(
  { sql }: Transaction,
  batchId: string,
): Promise<readonly string[]> {
  const rows = await sql<{ attempt_id: string }[]>`
    select attempt_id from letter join debtor on debtor.id = debtor_id
    where batch_id = ${batchId} and letter.status = 'in_batch' and epoch <> debtor_epoch
    order by attempt_id`;
  return rows.map(({ attempt_id: id }) => id);
}

async function takeOut(deps: SettlingDeps, tx: Transaction, ids: readonly string[]): Promise<void> {
  await settleLetters(deps, tx, { ids, status: "taken_out", resultOf: () => GIVEN_BACK });
}

type SettlingDeps = FactDeps & Pick<LetterDeps, "keyring">;

export interface HandingOver {
  readonly batchId: string;
  readonly author: Author;
  /** Letters that whoever hands it over has taken out: they are judged anew. */
  readonly takenOut: readonly string[];
}

/**
 * The batch left the house: its letters count as sent, and their runs go on.
 *
 * @returns how many; undefined where it is not closed, or was handed over before
 */
export async function handOverIn(
  deps: SettlingDeps,
  tx: Transaction,
  { batchId, author, takenOut }: HandingOver,
): Promise<number | undefined> {
  const { sql } = tx;
  const [batch] = await sql<{ status: string }[]>`
    select status from letter_batch where id = ${batchId} for update`;
  if (batch?.status !== "closed") return undefined;
  await movedOn(tx, batchId);
  const own = await sql<{ attempt_id: string }[]>`
    select attempt_id from letter where batch_id = ${batchId} and status = 'in_batch' order by attempt_id`;
  const out = new Set(takenOut);
  const ids = own.map(({ attempt_id: id }) => id);
  await takeOut(
    deps,
    tx,
    ids.filter((id) => out.has(id)),
  );
  const sent = ids.filter((id) => !out.has(id));
  await settleLetters(deps, tx, {
    ids: sent,
    status: "handed_over",
    resultOf: (id) => ({ kind: "accepted", providerId: id }),
  });
  const { now } = await readClock(tx);
  await sql`
    update letter_batch set status = 'handed_over', handed_over_at = ${now}, handed_over_by = ${author}
    where id = ${batchId}`;
  return sent.length;
}

/** Records what became of letters: the attempt, its runs, and the letter itself. */
async function settleLetters(
  deps: SettlingDeps,
  tx: Transaction,
  of: {
    readonly ids: readonly string[];
    readonly status: "unprintable" | "taken_out" | "handed_over";
    readonly resultOf: (attemptId: string) => SendResult;
  },
): Promise<void> {
  if (of.ids.length === 0) return;
  const { keyring } = deps;
  const rows = await tx.sql<SettledRow[]>`
    select attempt_id as id, letter.shard, letter.debtor_id, tries, letter.language, letter.recipient, letter.subject, letter.body
    from unnest(${[...of.ids]}::uuid[]) as wanted (id)
    join letter on attempt_id = wanted.id and letter.status = 'in_batch'
    join attempt on attempt.shard = letter.shard and attempt.id = attempt_id`;
  const visits = await servedVisits(tx.sql, rows);
  const outcomes = rows.map((row): AttemptOutcome => {
    const { id, shard, debtor_id: debtorId, tries } = row;
    const { text, ...letter } = readLetter(keyring, row);
    return {
      attemptId: id,
      shard,
      debtorId,
      tries,
      provider: COLLECTOR,
      visits: visits.get(id) ?? [],
      result: of.resultOf(id),
      message: { ...letter, channel: "letter", body: text.body },
    };
  });
  const { now } = await readClock(tx);
  await recordResultsIn(deps, tx, { outcomes, keyring, now });
  const isKept = of.status === "handed_over";
  await tx.sql`
    update letter set status = ${of.status}, code = case when ${isKept} then null else settled.code end,
      recipient = null, subject = null, body = null,
      pdf = case when ${isKept} then pdf end, sha256 = case when ${isKept} then sha256 end
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${outcomes.map(({ result }) => ("code" in result ? result.code : ""))}::text[])
      as settled (id, code)
    where attempt_id = settled.id`;
}

interface SettledRow extends Omit<LetterRow, "reference"> {
  readonly shard: number;
  readonly debtor_id: string;
  readonly tries: number;
}
