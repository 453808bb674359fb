import { lockDebtors, noteTaskAttempt, readClock, type Transaction } from "@fairflow/db";

/** A call or visit that somebody opened, whose slot nobody has used or given back. */
export interface TaskOpening {
  readonly attemptId: string;
  readonly addressId: string | null;
  readonly openedAt: Date;
  readonly keptUntil: Date;
  /** Who opened it. */
  readonly agent: string | null;
  /** Its time is over and nobody said what came of it: it may have been made. */
  readonly isInDoubt: boolean;
}

/** The last opening of a task. */
export interface OpenedAttempt {
  readonly debtorId: string;
  /** Null where it was never opened. */
  readonly attemptId: string | null;
}

/** What stands of the last opening of a task; undefined where there is nothing to say of it any more. */
export async function readOpening(
  { sql }: Transaction,
  { debtorId, attemptId }: OpenedAttempt,
  now: Date,
): Promise<TaskOpening | undefined> {
  if (attemptId === null) return undefined;
  const [opening] = await sql<TaskOpening[]>`
    select id as "attemptId", address_id as "addressId", created_at as "openedAt", reserved_until as "keptUntil", agent,
      status = 'in_doubt' or reserved_until <= ${now} as "isInDoubt"
    from attempt
    where shard = shard_of(${debtorId}) and id = ${attemptId} and reserved_until is not null
      and status in ('planned', 'in_doubt')`;
  return opening;
}

/** Writes down who opened a task, and by which attempt. */
export async function noteOpening(
  tx: Transaction,
  of: {
    readonly taskId: string;
    readonly debtorId: string;
    readonly attemptId: string;
    readonly agent: string;
  },
): Promise<void> {
  const { taskId, debtorId, attemptId, agent } = of;
  await noteTaskAttempt(tx, { id: taskId, attemptId });
  await tx.sql`
    update attempt set agent = ${agent} where shard = shard_of(${debtorId}) and id = ${attemptId}`;
}

/** Lets go of the slot that an opening kept: the call was not made. */
export async function giveBackOpening(
  tx: Transaction,
  { debtorId, attemptId }: OpenedAttempt,
): Promise<void> {
  if (attemptId === null) return;
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  await tx.sql`
    update attempt set status = 'withdrawn', settled_at = ${now}
    where shard = shard_of(${debtorId}) and id = ${attemptId}
      and status in ('planned', 'in_doubt') and reserved_until is not null`;
}

/** The address that the opening of a task showed. */
export async function addressOfOpening(
  { sql }: Transaction,
  { debtorId, attemptId }: OpenedAttempt,
): Promise<{ readonly id: string; readonly kind: string; readonly hmac: Uint8Array } | undefined> {
  if (attemptId === null) return undefined;
  const [row] = await sql<{ id: string; kind: string; hmac: Uint8Array | null }[]>`
    select address.id, kind, hmac
    from attempt join address on address.id = attempt.address_id
    where attempt.shard = shard_of(${debtorId}) and attempt.id = ${attemptId}`;
  return row?.hmac == null ? undefined : { ...row, hmac: row.hmac };
}
