import { readClock, type Transaction } from "@fairflow/db";
import { outsideProvider } from "./outside-attempt.ts";
import type { FactDeps } from "./telling.ts";

/** A dialer's clock may be so much behind ours. */
const CLOCKS_APART_MS = 60_000;

/** A contact that says which reservation it was made under. */
export interface ReservedContact {
  readonly reservation: string | null;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly channel: string;
  readonly at: Date;
}

/**
 * The attempt that kept the slot of a contact, where the contact was made while it was kept: its verdict, taken under the
 * lock before, is the contact's. Whatever took it back in the meantime counts. The caller holds the debtor's lock.
 */
export async function reservationOf(
  { sql }: Transaction,
  { reservation, debtorId, accountId, channel, at }: ReservedContact,
): Promise<string | undefined> {
  if (reservation === null) return undefined;
  const [kept] = await sql<{ id: string }[]>`
    select id from attempt
    where shard = shard_of(${debtorId}) and id = ${reservation} and debtor_id = ${debtorId}
      and channel = ${channel} and (${accountId}::uuid is null or ${accountId}::uuid = any(account_ids))
      and verdict = 'allowed' and reported_at is null
      and created_at <= ${new Date(at.getTime() + CLOCKS_APART_MS)} and reserved_until >= ${at}
      and (status = 'planned' or (status = 'withdrawn' and settled_at >= ${at}))`;
  return kept?.id;
}

/** Gives back the slots that were kept for others and whose time is over: nobody has said that they made the contact. */
export async function endReservations({ sql }: Transaction, now: Date): Promise<number> {
  const { count } = await sql`
    update attempt set status = 'withdrawn', settled_at = reserved_until
    where status = 'planned' and reserved_until <= ${now}`;
  return count;
}

/**
 * Gives one slot back before its time: the call is not made after all.
 *
 * @returns false where it is not kept for this source any more
 */
export async function releaseReservation(
  { database }: Pick<FactDeps, "database">,
  { attemptId, source }: { readonly attemptId: string; readonly source: string },
): Promise<boolean> {
  const { now } = await readClock(database);
  const { count } = await database.sql`
    update attempt set status = 'withdrawn', settled_at = ${now}
    where status = 'planned' and reserved_until is not null and id = ${attemptId}
      and provider = ${outsideProvider(source)}`;
  return count > 0;
}

/** Called by the clock loop. */
export async function expireReservations({
  database,
}: Pick<FactDeps, "database">): Promise<number> {
  const { now } = await readClock(database);
  return endReservations(database, now);
}
