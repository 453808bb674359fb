import {
  BYTEAS,
  lockDebtors,
  readClock,
  type Keyring,
  type Sql,
  type Transaction,
} from "@fairflow/db";
import type { FactDeps } from "../facts/telling.ts";
import { LANE_COUNT } from "../lane.ts";
import { GIVEN_BACK, type OutgoingMessage, type SendResult } from "../sending/channel-port.ts";
import { claimAttempts, CLAIM_AT_ONCE, type ClaimedAttempt } from "../sending/claim-attempts.ts";
import { composeMessages } from "../sending/compose-message.ts";
import type { Composing } from "../sending/composed-message.ts";
import { epochsOf } from "../sending/epochs.ts";
import { servedVisits } from "../sending/planned-attempts.ts";
import { recordResultsIn, type AttemptOutcome } from "../sending/record-results.ts";
import { COLLECTOR } from "./letters-collected.ts";

/** Real time: a claim that is not in a batch by then has lost the process that made it. */
const CLAIM_LOST_MS = 60_000;

export interface LetterDeps extends FactDeps {
  readonly keyring: Keyring;
  readonly composing: Omit<Composing, "keyring">;
  /** Names this process in claims. */
  readonly workerId: string;
}

/** What a letter says, as it is kept until it is printed. */
export type LetterText = Pick<OutgoingMessage, "body" | "letter">;

/**
 * Puts every letter that may go now into the batch that is being filled: each is judged under its debtor's lock (I5), and
 * stands at its node until the batch is handed over. Interrupted, it is gone on with.
 *
 * @returns how many were put in
 */
export async function fillBatch(deps: LetterDeps, { batchId, isLive }: Filling): Promise<number> {
  // Whoever claims for a batch writes to no provider.
  const send = () => Promise.reject(new Error("Letters are put into batches"));
  const port = { name: COLLECTOR, isLive, send };
  let putIn = 0;
  for (let lane = 0; lane < LANE_COUNT; lane += 1) {
    for (;;) {
      const claim = await claimAttempts(deps, {
        lane,
        channel: "letter",
        route: { port, portfolios: { except: [] } },
        claimedBy: deps.workerId,
        limit: CLAIM_AT_ONCE,
      });
      putIn += await putInClaimed(deps, batchId, claim.claimed);
      if (claim.seen < CLAIM_AT_ONCE) break;
    }
  }
  return putIn;
}

export interface Filling {
  readonly batchId: string;
  /** Whether it reaches people: false in a demo, whose clock may be moved and whose people are made up. */
  readonly isLive: boolean;
}

async function putInClaimed(
  deps: LetterDeps,
  batchId: string,
  claimed: readonly ClaimedAttempt[],
): Promise<number> {
  if (claimed.length === 0) return 0;
  const { database, keyring } = deps;
  const composed = await composeMessages(database.sql, claimed, { ...deps.composing, keyring });
  return database.transaction(async (tx) => {
    const people = new Set(claimed.map(({ attempt }) => attempt.debtor_id));
    await lockDebtors(tx, [...people]);
    const own = await stillOwn(deps, tx, claimed);
    const written = own.flatMap((claim) => {
      const ready = composed.get(claim.attempt.id);
      return ready?.ok === true ? [{ claim, message: ready.message }] : [];
    });
    const putIn = await putInLetters(deps, tx, batchId, written);
    const outcomes = own.flatMap(({ attempt, visits }): readonly AttemptOutcome[] => {
      if (putIn.has(attempt.id)) return [];
      const { id: attemptId, shard, debtor_id: debtorId, tries } = attempt;
      const ready = composed.get(attemptId);
      const result = ready?.ok === true ? GIVEN_BACK : refused(ready?.code);
      return [{ attemptId, shard, debtorId, tries, visits, provider: COLLECTOR, result }];
    });
    const { now } = await readClock(tx);
    await recordResultsIn(deps, tx, { outcomes, keyring, now });
    return putIn.size;
  });
}

function refused(code = "cannot-be-rendered"): SendResult {
  return { kind: "refused", code };
}

/**
 * The claims that nobody has given up meanwhile, and nobody can from here on: of a letter that somebody else has claimed
 * since, a process that stood still for a minute says nothing.
 */
async function stillOwn(
  { workerId }: LetterDeps,
  { sql }: Transaction,
  claimed: readonly ClaimedAttempt[],
): Promise<readonly ClaimedAttempt[]> {
  const rows = await sql<{ id: string }[]>`
    select id from attempt
    where (shard, id) in (
      select * from unnest(
        ${claimed.map(({ attempt }) => attempt.shard)}::smallint[], ${claimed.map(({ attempt }) => attempt.id)}::uuid[])
    ) and status = 'dispatching' and claimed_by = ${workerId}
    order by id for update`;
  const own = new Set(rows.map(({ id }) => id));
  return claimed.filter(({ attempt }) => own.has(attempt.id));
}

interface Written {
  readonly claim: ClaimedAttempt;
  readonly message: OutgoingMessage;
}

/** Those whose debtors, locked, have the epochs still that they were judged under (I7). @returns their ids */
async function putInLetters(
  { keyring }: LetterDeps,
  tx: Transaction,
  batchId: string,
  written: readonly Written[],
): Promise<ReadonlySet<string>> {
  const { sql } = tx;
  const epochs = await epochsOf(
    tx,
    written.map(({ claim }) => claim.attempt.debtor_id),
  );
  const still = written.filter(({ claim }) => epochs.get(claim.attempt.debtor_id) === claim.epoch);
  if (still.length === 0) return new Set();
  const seal = (column: string, textOf: (message: OutgoingMessage) => string) =>
    sql.typed(
      still.map(({ claim, message }) => {
        const place = { table: "letter", column, row: claim.attempt.id };
        return Buffer.from(keyring.encrypt(place, textOf(message)));
      }),
      BYTEAS,
    );
  const { now, realNow } = await readClock(tx);
  const rows = await sql<{ attempt_id: string }[]>`
    insert into letter (attempt_id, shard, debtor_id, batch_id, debtor_epoch, language, recipient, subject, body, put_in_at)
    select made.attempt_id, made.shard, made.debtor_id, batch.id, made.epoch, made.language, made.recipient, made.subject, made.body, ${now}
    from unnest(
      ${still.map(({ claim }) => claim.attempt.id)}::uuid[], ${still.map(({ claim }) => claim.attempt.shard)}::smallint[],
      ${still.map(({ claim }) => claim.attempt.debtor_id)}::uuid[], ${still.map(({ claim }) => claim.epoch)}::bigint[],
      ${still.map(({ message }) => message.language)}::text[],
      ${seal("recipient", ({ to }) => to)}::bytea[], ${seal("subject", ({ subject }) => subject ?? "")}::bytea[],
      ${seal("body", ({ body, letter }) => JSON.stringify({ body, letter } satisfies LetterText))}::bytea[]
    ) as made (attempt_id, shard, debtor_id, epoch, language, recipient, subject, body)
    join (select id from letter_batch where id = ${batchId} and status = 'filling' for share) as batch on true
    on conflict (attempt_id) do update
      set batch_id = excluded.batch_id, status = 'in_batch', debtor_epoch = excluded.debtor_epoch, language = excluded.language,
        recipient = excluded.recipient, subject = excluded.subject, body = excluded.body, put_in_at = excluded.put_in_at,
        code = null
      where letter.status = 'taken_out'
    returning attempt_id`;
  const ids = rows.map(({ attempt_id: id }) => id);
  // Whoever is looking for lost claims at this moment finds these renewed.
  await sql`
    update attempt set claimed_at = ${realNow}
    from unnest(${still.map(({ claim }) => claim.attempt.shard)}::smallint[], ${still.map(({ claim }) => claim.attempt.id)}::uuid[])
      as made (shard, id)
    where attempt.shard = made.shard and attempt.id = made.id and made.id = any(${ids}::uuid[])`;
  return new Set(ids);
}

/**
 * Plans again what a process claimed for a batch and died before it was put in: it surely did not leave.
 *
 * @param realNow claims are made in real time
 */
export async function recoverClaims(deps: LetterDeps, realNow: Date): Promise<void> {
  const lostBefore = new Date(realNow.getTime() - CLAIM_LOST_MS);
  const found = await claimedFor(deps.database.sql, lostBefore);
  if (found.length === 0) return;
  await deps.database.transaction(async (tx) => {
    await lockDebtors(tx, [...new Set(found.map(({ debtor_id: id }) => id))]);
    // Read again under the locks: one that only stood still may have put them in by now.
    const ids = new Set(found.map(({ id }) => id));
    const lost = (await claimedFor(tx.sql, lostBefore)).filter(({ id }) => ids.has(id));
    const visits = await servedVisits(tx.sql, lost);
    const outcomes = lost.map(({ id, shard, debtor_id: debtorId, tries }): AttemptOutcome => {
      const about = { attemptId: id, shard, debtorId, tries, provider: COLLECTOR };
      return { ...about, visits: visits.get(id) ?? [], result: GIVEN_BACK };
    });
    const { now } = await readClock(tx);
    await recordResultsIn(deps, tx, { outcomes, keyring: deps.keyring, now });
  });
}

async function claimedFor(sql: Sql, lostBefore: Date) {
  return sql<{ id: string; shard: number; debtor_id: string; tries: number }[]>`
    select id, shard, debtor_id, tries from attempt
    where status in ('dispatching', 'in_doubt') and channel = 'letter' and provider = ${COLLECTOR}
      and claimed_at < ${lostBefore}
      and not exists (select from letter where attempt_id = attempt.id and letter.status = 'in_batch')
    order by claimed_at, id
    limit 1000`;
}
