import type { Transaction } from "./connect.ts";

export interface ToldEventRow {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly debtorId: string;
  readonly accounts: readonly {
    readonly account: string;
    readonly portfolio: string;
    readonly client: string;
  }[];
}

/**
 * The instant up to which nothing can be added any more: ids are made when rows are, so whatever is still to commit has a
 * later one than the oldest transaction that writes.
 */
export async function settledUntil({ sql }: Transaction): Promise<Date> {
  const [row] = await sql<{ until: Date }[]>`
    select least(clock_timestamp(), min(xact_start)) as until from pg_stat_activity
    where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`;
  return row?.until ?? new Date(0);
}

/** Events in the order in which they were told, up to an instant of real time. @param after the id of the last one */
export async function listToldEvents(
  { sql }: Transaction,
  asked: {
    readonly kinds: readonly string[];
    readonly after?: string | undefined;
    readonly until: Date;
    readonly limit: number;
  },
): Promise<readonly ToldEventRow[]> {
  const { kinds, after, until, limit } = asked;
  const from = after ?? "00000000-0000-7000-8000-000000000000";
  return sql<ToldEventRow[]>`
    select told.id, told.kind, told.at, told.payload, told.debtor_id as "debtorId", (
        select coalesce(jsonb_agg(jsonb_build_object('account', account.reference, 'portfolio', portfolio.name,
            'client', client.name) order by account.reference), '[]')
        from account join portfolio on portfolio.id = portfolio_id join client on client.id = client_id
        where account.debtor_id = told.debtor_id and (told.account_id is null or account.id = told.account_id)
      ) as accounts
    from (
      -- The shards' own orders, merged: each is read by its key.
      select page.* from generate_series(0, 127) as each (shard)
      cross join lateral (
        select id, kind, at, payload, debtor_id, account_id from event
        where event.shard = each.shard::smallint and event.id > ${from}::uuid and event.id < ${firstIdAt(until)}::uuid
          and kind = any(${[...kinds]}::text[])
        order by event.id limit ${limit}
      ) as page
      order by page.id limit ${limit}
    ) as told
    order by told.id`;
}

/** The least id of version 7 that could be made then (RFC 9562, section 5.7). */
function firstIdAt(instant: Date): string {
  const hex = Math.max(0, instant.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
