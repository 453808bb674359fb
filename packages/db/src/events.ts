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
    with told as (
      insert into event (shard, debtor_id, account_id, run_id, kind, payload, cause, at)
      select *, ${now}::timestamptz from unnest(
        ${events.map((event) => shardOf(event.debtorId))}::smallint[],
        ${events.map((event) => event.debtorId)}::uuid[], ${events.map((event) => event.accountId ?? null)}::uuid[],
        ${events.map((event) => event.runId ?? null)}::uuid[], ${events.map((event) => event.kind)}::text[],
        ${events.map((event) => JSON.stringify(event.payload ?? {}))}::jsonb[],
        ${events.map((event) => event.cause ?? null)}::text[])
      on conflict (shard, debtor_id, cause) where cause is not null do nothing
      returning id, debtor_id, account_id, kind, payload, at
    ), published as (
      -- The outbox of other systems: what commits is told them, and nothing else is.
      insert into webhook_delivery (endpoint_id, message_id, event_type, body, next_try_at, created_at)
      select endpoint.id, 'evt_' || replace(told.id::text, '-', ''), told.kind, jsonb_build_object(
          'type', told.kind,
          'timestamp', to_char(told.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'data', told.payload || jsonb_build_object('debtor', told.debtor_id, 'accounts', (
            select coalesce(jsonb_agg(jsonb_build_object('account', account.reference, 'portfolio', portfolio.name,
                'client', client.name) order by account.reference), '[]')
            from account join portfolio on portfolio.id = portfolio_id join client on client.id = client_id
            where account.debtor_id = told.debtor_id and (told.account_id is null or account.id = told.account_id)
          ))), now(), now()
      from told join webhook_endpoint as endpoint
        on endpoint.removed_at is null and endpoint.is_on and told.kind = any(endpoint.event_types)
    )
    select debtor_id from told`;
  const told = [...new Set(inserted.map((row) => row.debtor_id))];
  await tx.sql`update debtor set epoch = epoch + 1 where id = any(${told}::uuid[])`;
  return new Set(told.map(shardOf));
}
