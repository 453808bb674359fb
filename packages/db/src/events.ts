import type { Transaction } from "./connect.ts";
import { shardOf } from "./ids.ts";

export interface EventInput {
  readonly debtorId: string;
  /** Absent where it concerns the debtor as a whole. */
  readonly accountId?: string | undefined;
  /** Where it is for one run alone. */
  readonly runId?: string | undefined;
  readonly kind: string;
  /** Ids, numbers and codes; personal data goes into the table of its own kind, encrypted. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  /** Names the cause: one that was told before is left out. */
  readonly cause?: string | undefined;
}

/**
 * Locks debtors in id order, which is everyone's order, and waits for those that are locked. A stop fact is committed
 * under this lock with its epoch bumped (I7).
 */
export async function lockDebtors(tx: Transaction, debtorIds: readonly string[]): Promise<void> {
  await tx.sql`select from debtor where id = any(${debtorIds}::uuid[]) order by id for no key update`;
}

/**
 * Tells the runs of debtors what happened: locks them, bumps their epochs and appends the events. Sending the lane's
 * tick in the same transaction is the caller's.
 *
 * @returns the shards that have something to read
 */
export async function recordEvents(
  tx: Transaction,
  events: readonly EventInput[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (events.length === 0) return new Set();
  const debtorIds = [...new Set(events.map((event) => event.debtorId))];
  await lockDebtors(tx, debtorIds);
  const inserted = await tx.sql<{ debtor_id: string }[]>`
    insert into event (shard, debtor_id, account_id, run_id, kind, payload, cause, at)
    select *, ${now}::timestamptz from unnest(
      ${events.map((event) => shardOf(event.debtorId))}::smallint[],
      ${events.map((event) => event.debtorId)}::uuid[], ${events.map((event) => event.accountId ?? null)}::uuid[],
      ${events.map((event) => event.runId ?? null)}::uuid[], ${events.map((event) => event.kind)}::text[],
      ${events.map((event) => JSON.stringify(event.payload ?? {}))}::jsonb[],
      ${events.map((event) => event.cause ?? null)}::text[])
    on conflict (shard, debtor_id, cause) where cause is not null do nothing
    returning debtor_id`;
  const told = [...new Set(inserted.map((row) => row.debtor_id))];
  await tx.sql`update debtor set epoch = epoch + 1 where id = any(${told}::uuid[])`;
  return new Set(told.map(shardOf));
}
