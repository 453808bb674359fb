import { readClock, type Transaction } from "@fairflow/db";
import type { AttemptFacts } from "../debtor-facts.ts";
import { plainArray, textArray } from "../sql-columns.ts";
import { DESK, outsideProvider } from "./outside-attempt.ts";
import { UNLISTED, type OutsideContact } from "./outside-proposal.ts";
import type { FactDeps } from "./telling.ts";

/** A dialer's clock may be so much behind ours. */
const CLOCKS_APART_MS = 60_000;
const SWEPT_AT_ONCE = 500;

/** A contact that says which reservation it was made under. */
export interface ReservedContact extends OutsideContact {
  readonly reservation: string | null;
  readonly direction: string;
  readonly at: Date;
}

/** The attempt that kept a slot, as the case of a later contact counts it. */
export type KeptSlot = Pick<
  AttemptFacts,
  | "id"
  | "clientId"
  | "portfolioId"
  | "addressId"
  | "accountIds"
  | "purpose"
  | "priority"
  | "plannedFor"
>;

interface SlotRow extends KeptSlot {
  readonly nth: number;
}

/**
 * The attempts that kept the slots of contacts which were made while they were kept: their verdicts, taken under the lock
 * before, are the contacts'. A slot is one system's, for one address, purpose and direction; whatever took it back in the
 * meantime counts. The caller holds the debtors' locks.
 */
export async function slotsOf<Contact extends ReservedContact>(
  { sql }: Transaction,
  contacts: readonly Contact[],
  provider: string,
): Promise<ReadonlyMap<Contact, KeptSlot>> {
  const named = contacts.filter(
    ({ reservation, direction }) => reservation !== null && direction === "outbound",
  );
  if (named.length === 0) return new Map();
  const rows = await sql<SlotRow[]>`
    select nth, attempt.id, client_id as "clientId", portfolio_id as "portfolioId", attempt.address_id as "addressId", account_ids as "accountIds",
      attempt.purpose, priority, planned_for as "plannedFor"
    from unnest(
      ${plainArray(named.map((_, nth) => nth))}::int[],
      ${plainArray(named.map(({ reservation }) => reservation))}::uuid[],
      ${plainArray(named.map(({ debtorId }) => debtorId))}::uuid[],
      ${plainArray(named.map(({ accountId }) => accountId))}::uuid[],
      ${textArray(named.map(({ channel }) => channel))}::text[],
      ${textArray(named.map(({ purpose }) => purpose))}::text[],
      ${plainArray(named.map(({ address }) => address?.id ?? null))}::uuid[],
      ${plainArray(named.map(({ address }) => String(address !== null)))}::boolean[],
      ${plainArray(named.map(({ at }) => at.toISOString()))}::timestamptz[]
    ) as made (nth, reservation, debtor_id, account_id, channel, purpose, address_id, names_address, at)
    join attempt on attempt.shard = shard_of(made.debtor_id) and attempt.id = made.reservation
      and attempt.debtor_id = made.debtor_id
    where provider = ${provider} and attempt.channel = made.channel and attempt.purpose = made.purpose
      and direction = 'outbound' and (made.account_id is null or made.account_id = any(account_ids))
      and (not names_address or attempt.address_id = made.address_id
        -- One that is in no file is known to the case alone.
        or made.address_id is null and attempt.address_id is null and verdict_inputs ->> 'addressId' = ${UNLISTED})
      and verdict = 'allowed' and reported_at is null
      and created_at <= made.at + make_interval(secs => ${CLOCKS_APART_MS / 1000}) and reserved_until > made.at
      and (status in ('planned', 'in_doubt') or (status = 'withdrawn' and settled_at >= made.at))`;
  return new Map(
    rows.flatMap(({ nth, ...slot }) => {
      const contact = named[nth];
      return contact === undefined ? [] : [[contact, slot] as const];
    }),
  );
}

/**
 * Lets go of slots that contacts name which were made only after their time: each was made once, outside of what it was
 * kept for, and is judged on its own. The caller holds the debtors' locks.
 */
export async function endOutlived(
  { sql }: Transaction,
  contacts: readonly ReservedContact[],
  provider: string,
): Promise<void> {
  const named = contacts.filter(({ reservation }) => reservation !== null);
  if (named.length === 0) return;
  await sql`
    update attempt set status = 'withdrawn', settled_at = reserved_until
    from unnest(
      ${plainArray(named.map(({ reservation }) => reservation))}::uuid[],
      ${plainArray(named.map(({ debtorId }) => debtorId))}::uuid[],
      ${plainArray(named.map(({ at }) => at.toISOString()))}::timestamptz[]
    ) as made (reservation, debtor_id, at)
    where attempt.shard = shard_of(made.debtor_id) and attempt.id = made.reservation
      and attempt.debtor_id = made.debtor_id and provider = ${provider} and status in ('planned', 'in_doubt')
      and reserved_until <= made.at`;
}

/**
 * Gives back the slots of these debtors that were kept for others and whose time is over: nobody has said that they made
 * the contact. Of what was opened at the desk somebody saw the number, so that it may have been made: it counts until
 * they say. The caller holds the debtors' locks.
 */
export async function endReservations(
  { sql }: Transaction,
  debtorIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    update attempt set status = ${statusOver(sql)}, settled_at = reserved_until
    from unnest(${plainArray(debtorIds)}::uuid[]) as concerned (debtor_id)
    where attempt.shard = shard_of(concerned.debtor_id) and attempt.debtor_id = concerned.debtor_id
      and status = 'planned' and reserved_until <= ${now}`;
}

function statusOver(sql: Transaction["sql"]) {
  return sql`case when provider = ${outsideProvider(DESK)} then 'in_doubt' else 'withdrawn' end`;
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

/**
 * Gives back what is over for anybody; a debtor whom somebody else has locked comes next time. Called by the clock loop.
 *
 * @returns how many ended
 */
export function expireReservations({ database }: Pick<FactDeps, "database">): Promise<number> {
  return database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    const { count } = await tx.sql`
      with over as materialized (
        select attempt.shard, attempt.id
        from attempt join debtor on debtor.id = attempt.debtor_id
        where status = 'planned' and reserved_until <= ${now}
        limit ${SWEPT_AT_ONCE}
        for update of debtor skip locked
      )
      update attempt set status = ${statusOver(tx.sql)}, settled_at = reserved_until
      from over
      where attempt.shard = over.shard and attempt.id = over.id and status = 'planned'`;
    return count;
  });
}
