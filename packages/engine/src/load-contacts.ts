import type { Sql } from "@fairflow/db";
import { readConsents } from "./consents/load-consents.ts";
import type { AddressFacts, AttemptFacts, ContactFacts } from "./debtor-facts.ts";
import { groupByDebtor } from "./group-by-debtor.ts";
import { isoTime } from "./iso-time.ts";
import { readNotices } from "./notices/load-notices.ts";
import { plainArray } from "./sql-columns.ts";

/** How far back attempts are read: no rule that is shipped looks further. */
const HISTORY_MS = 100 * 86_400_000;

/** How these debtors can be reached and how they were, one entry for each, in statements that travel together. */
export async function loadContacts(
  sql: Sql,
  debtorIds: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, ContactFacts>> {
  if (debtorIds.length === 0) return new Map();
  const ids = plainArray(debtorIds);
  const [addresses, attempts, notices, consents] = await Promise.all([
    readAddresses(sql, ids),
    readAttempts(sql, ids, nowMs - HISTORY_MS),
    readNotices(sql, ids),
    readConsents(sql, ids),
  ]);
  return new Map(
    debtorIds.map((id) => [
      id,
      {
        addresses: addresses.get(id) ?? [],
        attempts: attempts.get(id) ?? [],
        notices: notices.get(id) ?? [],
        consents: consents.get(id) ?? [],
      },
    ]),
  );
}

interface AddressRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly party_id: string;
  readonly kind: string;
  readonly line_type: string | null;
  readonly state: string;
  readonly rank: number;
}

async function readAddresses(sql: Sql, ids: string): Promise<Map<string, AddressFacts[]>> {
  const [rows, suppressed, debtors] = await Promise.all([
    sql<AddressRow[]>`
      select id, debtor_id, party_id, kind, line_type, state, rank
      from address
      where debtor_id = any(${ids}::uuid[]) and hmac is not null
      order by debtor_id, rank, id`,
    readSuppressed(sql, ids),
    readDebtorParties(sql, ids),
  ]);
  return groupByDebtor(rows, (row) => ({
    id: row.id,
    partyId: row.party_id,
    ofDebtor: debtors.has(row.party_id),
    kind: row.kind,
    lineType: row.line_type,
    state: row.state,
    rank: row.rank,
    suppressed: suppressed.get(row.id) ?? [],
  }));
}

/** The parties that are the debtors themselves: looking up the party of each address costs more than all the rest. */
async function readDebtorParties(sql: Sql, ids: string): Promise<ReadonlySet<string>> {
  const [found] = await sql<{ ids: string | null }[]>`
    select string_agg(id::text, ',') as ids from party where debtor_id = any(${ids}::uuid[]) and is_debtor`;
  return new Set(found?.ids?.split(","));
}

/** What is barred among these debtors' addresses, by address. */
async function readSuppressed(
  sql: Sql,
  ids: string,
): Promise<ReadonlyMap<string, AddressFacts["suppressed"]>> {
  const rows = await sql<{ address_id: string; channel: string; reason: string }[]>`
    select address.id as address_id, channel, reason
    from suppression join address on hmac = address_hmac
    where ended_at is null and address.debtor_id = any(${ids}::uuid[])`;
  return Map.groupBy(rows, ({ address_id: id }) => id);
}

interface AttemptRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly client_id: string;
  readonly portfolio_id: string;
  readonly address_id: string | null;
  readonly account_ids: readonly string[];
  readonly channel: string;
  readonly purpose: string;
  readonly direction: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly is_right_party: boolean | null;
  readonly merges: boolean;
  readonly priority: number;
  readonly is_notice: boolean;
  readonly is_reserved: boolean;
  readonly planned_for: string;
  readonly at: Date;
}

async function readAttempts(
  sql: Sql,
  ids: string,
  sinceMs: number,
): Promise<Map<string, AttemptFacts[]>> {
  const rows = await sql<AttemptRow[]>`
    select attempt.id, attempt.debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, direction, status,
      outcome, is_right_party, merges, priority, notice_id is not null as is_notice, reserved_until is not null as is_reserved,
      planned_for, coalesce(accepted_at, not_before) as at
    from unnest(${ids}::uuid[]) as concerned (debtor_id)
    join attempt on attempt.shard = shard_of(concerned.debtor_id) and attempt.debtor_id = concerned.debtor_id
    where planned_for >= ${isoTime(sinceMs).slice(0, 10)}::date
      and status in ('planned', 'dispatching', 'in_doubt', 'accepted', 'delivered')`;
  return groupByDebtor(rows, (row) => ({
    id: row.id,
    clientId: row.client_id,
    portfolioId: row.portfolio_id,
    addressId: row.address_id,
    accountIds: row.account_ids,
    channel: row.channel,
    purpose: row.purpose,
    direction: row.direction,
    status: row.status,
    outcome: row.outcome,
    isRightParty: row.is_right_party,
    merges: row.merges,
    priority: row.priority,
    isNotice: row.is_notice,
    isReserved: row.is_reserved,
    plannedFor: row.planned_for,
    atMs: row.at.getTime(),
  }));
}
