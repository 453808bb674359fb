import type { Channel } from "@fairflow/compliance/vocabulary";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { lockDebtors } from "./events.ts";

export interface HoldInput {
  readonly debtorId: string;
  /** Absent: all of the debtor's accounts. */
  readonly accountId?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly addressId?: string | undefined;
  /** As rule packs name it. */
  readonly state: string;
  readonly since: Date;
  readonly until?: Date | undefined;
  readonly author: string;
  readonly disputeId?: string | undefined;
  readonly promiseId?: string | undefined;
  /** Ids and codes of what it rests on. */
  readonly evidence?: Readonly<Record<string, string>> | undefined;
  /** What should happen to it next, as a code, and by when. */
  readonly nextEvent?: { readonly event: string; readonly by: Date } | undefined;
}

/** A hold that is or was in force, as the gate takes it. */
export interface Hold {
  readonly id: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly channel: Channel | null;
  readonly addressId: string | null;
  readonly state: string;
  readonly since: Date;
  readonly until: Date | null;
  /** What should happen to it next, as a code, and by when; null both where nothing is expected. */
  readonly nextEvent: string | null;
  readonly nextEventBy: Date | null;
}

/** Which open holds to end: those of a debtor with this state, of one account, promise or dispute where that is given. */
export interface HoldEnding {
  readonly debtorId: string;
  readonly state: string;
  readonly accountId?: string | undefined;
  readonly promiseId?: string | undefined;
  readonly disputeId?: string | undefined;
  readonly reason: string;
  readonly endedBy: string;
}

/**
 * Places holds under their debtors' locks and bumps the epochs, so that nothing that is planned may leave. One that is
 * in force already stays as it is, but lasts until the later of both ends.
 *
 * @returns the ids of the new holds
 */
export async function placeHolds(
  tx: Transaction,
  holds: readonly HoldInput[],
  now: Date,
): Promise<readonly string[]> {
  if (holds.length === 0) return [];
  const debtorIds = [...new Set(holds.map((hold) => hold.debtorId))];
  await lockDebtors(tx, debtorIds);
  // The same hold may stand there with its time over, if nobody has looked yet; what it stops goes on when the new one ends.
  await tx.sql`
    update hold set
      ended_at = case when until <= ${now} then until end,
      ended_reason = case when until <= ${now} then 'expired' end,
      ended_by = case when until <= ${now} then 'system' end,
      until = case when until <= ${now} then until else nullif(placed.lasts_until, 'infinity') end
    from unnest(
      ${holds.map((hold) => hold.debtorId)}::uuid[], ${holds.map((hold) => hold.state)}::text[],
      ${holds.map((hold) => hold.until?.toISOString() ?? "infinity")}::timestamptz[],
      ${holds.map((hold) => hold.accountId ?? null)}::uuid[], ${holds.map((hold) => hold.channel ?? null)}::text[],
      ${holds.map((hold) => hold.addressId ?? null)}::uuid[], ${holds.map((hold) => hold.disputeId ?? null)}::uuid[],
      ${holds.map((hold) => hold.promiseId ?? null)}::uuid[]
    ) as placed (debtor_id, state, lasts_until, account_id, channel, address_id, dispute_id, promise_id)
    where hold.debtor_id = placed.debtor_id and hold.state = placed.state and ended_at is null
      and (until <= ${now} or until < placed.lasts_until)
      and (hold.account_id, hold.channel, hold.address_id, hold.dispute_id, hold.promise_id) is not distinct from
        (placed.account_id, placed.channel, placed.address_id, placed.dispute_id, placed.promise_id)`;
  const placed = await tx.sql<{ id: string }[]>`
    insert into hold (debtor_id, account_id, channel, address_id, state, since, until, author, dispute_id, promise_id,
      evidence, next_event, next_event_by)
    select * from unnest(
      ${holds.map((hold) => hold.debtorId)}::uuid[], ${holds.map((hold) => hold.accountId ?? null)}::uuid[],
      ${holds.map((hold) => hold.channel ?? null)}::text[], ${holds.map((hold) => hold.addressId ?? null)}::uuid[],
      ${holds.map((hold) => hold.state)}::text[], ${holds.map((hold) => hold.since.toISOString())}::timestamptz[],
      ${holds.map((hold) => hold.until?.toISOString() ?? null)}::timestamptz[],
      ${holds.map((hold) => hold.author)}::text[], ${holds.map((hold) => hold.disputeId ?? null)}::uuid[],
      ${holds.map((hold) => hold.promiseId ?? null)}::uuid[],
      ${holds.map((hold) => JSON.stringify(hold.evidence ?? {}))}::jsonb[],
      ${holds.map((hold) => hold.nextEvent?.event ?? null)}::text[],
      ${holds.map((hold) => hold.nextEvent?.by.toISOString() ?? null)}::timestamptz[])
    on conflict (debtor_id, account_id, channel, address_id, state, promise_id, dispute_id) where ended_at is null
    do nothing
    returning id`;
  await bumpEpochs(tx, debtorIds);
  return placed.map((row) => row.id);
}

/** Ends holds by their event. Time-limited ones end by themselves, `loadHolds` leaves them out. */
export async function endHolds(
  tx: Transaction,
  ending: HoldEnding,
  now: Date,
): Promise<readonly string[]> {
  await lockDebtors(tx, [ending.debtorId]);
  const ended = await tx.sql<{ id: string }[]>`
    update hold set ended_at = ${now}, ended_reason = ${ending.reason}, ended_by = ${ending.endedBy}
    where debtor_id = ${ending.debtorId} and state = ${ending.state} and ended_at is null
      and (${ending.accountId ?? null}::uuid is null or account_id = ${ending.accountId ?? null})
      and (${ending.promiseId ?? null}::uuid is null or promise_id = ${ending.promiseId ?? null})
      and (${ending.disputeId ?? null}::uuid is null or dispute_id = ${ending.disputeId ?? null})
    returning id`;
  await bumpEpochs(tx, [ending.debtorId]);
  return ended.map((row) => row.id);
}

/** The holds of these debtors that are in force at `now`. */
export async function loadHolds(
  tx: Transaction,
  debtorIds: readonly string[],
  now: Date,
): Promise<readonly Hold[]> {
  return tx.sql<Hold[]>`
    select id, debtor_id as "debtorId", account_id as "accountId", channel, address_id as "addressId", state, since, until,
      next_event as "nextEvent", next_event_by as "nextEventBy"
    from hold
    where debtor_id = any(${debtorIds}::uuid[]) and ended_at is null and (until is null or until > ${now})
    order by since, id`;
}

/** Until when a hold lasts; null where an event ends it. */
export async function holdUntil({ sql }: Transaction, holdId: string): Promise<Date | null> {
  const [row] = await sql<{ until: Date | null }[]>`select until from hold where id = ${holdId}`;
  return row?.until ?? null;
}

/** Adds to what was said of a hold before, which is still true; encrypted. */
export async function addHoldNote(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt" | "decryptText">,
  { holdId, note }: { readonly holdId: string; readonly note: string },
): Promise<void> {
  const at = { table: "hold", column: "note", row: holdId } as const;
  const [stands] = await sql<{ note: Uint8Array | null }[]>`
    select note from hold where id = ${holdId}`;
  const before = stands?.note == null ? [] : [keyring.decryptText(at, stands.note)];
  const sealed = keyring.encrypt(at, [...before, note].join("\n\n"));
  await sql`update hold set note = ${sealed} where id = ${holdId}`;
}

/** I7: what was planned under an earlier epoch is judged anew before it may leave. */
async function bumpEpochs(tx: Transaction, debtorIds: readonly string[]): Promise<void> {
  await tx.sql`update debtor set epoch = epoch + 1 where id = any(${debtorIds}::uuid[])`;
}
