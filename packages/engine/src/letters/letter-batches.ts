import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import type { Author } from "../facts/telling.ts";
import { GIVEN_BACK } from "../sending/channel-port.ts";
import type { LetterDeps } from "./fill-batch.ts";
import { settleLetters, type SettlingDeps } from "./settle-letters.ts";

/** Begins a batch where none is being filled. @returns its id; undefined where one is */
export async function beginBatch(tx: Transaction, by: Author): Promise<string | undefined> {
  const { now } = await readClock(tx);
  const [row] = await tx.sql<{ id: string }[]>`
    insert into letter_batch (begun_at, begun_by) values (${now}, ${by})
    on conflict (status) where status = 'filling' do nothing returning id`;
  return row?.id;
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

/**
 * Takes out of a closed batch whoever paid, disputed, opted out or was held since it was closed: a batch may wait for its
 * hand-over as long as nobody goes on with it.
 */
export function takeOutMovedOn(deps: LetterDeps, batchId: string): Promise<void> {
  return deps.database.transaction(async (tx) => {
    const closed = await tx.sql`
      select from letter_batch where id = ${batchId} and status = 'closed' for update`;
    if (closed.length > 0) await takeOut(deps, tx, await movedOn(tx, batchId));
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
