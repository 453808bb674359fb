import type { Sql } from "@fairflow/db";
import type {
  AccountFacts,
  AddressFacts,
  AttemptFacts,
  DebtorFacts,
  HoldFacts,
  PortfolioTerms,
} from "./debtor-facts.ts";
import { isoTime } from "./iso-time.ts";

/** How far back attempts are read: no rule that is shipped looks further. */
const HISTORY_MS = 100 * 86_400_000;

/**
 * Everything known of these debtors, in statements that travel together. Under the debtors' locks the answer is
 * what I5 asks for; before them it holds for as long as the epoch stays.
 */
export async function loadDebtors(
  sql: Sql,
  debtorIds: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, DebtorFacts>> {
  if (debtorIds.length === 0) return new Map();
  const [debtors, accounts, addresses, holds, attempts] = await Promise.all([
    readDebtors(sql, debtorIds),
    readAccounts(sql, debtorIds),
    readAddresses(sql, debtorIds),
    readHolds(sql, debtorIds),
    readAttempts(sql, debtorIds, nowMs - HISTORY_MS),
  ]);
  return new Map(
    debtors.map((row) => [
      row.id,
      {
        id: row.id,
        shard: row.shard,
        epoch: row.epoch,
        language: row.language,
        zone: row.zone,
        zoneSource: row.zone_source,
        otherZones: row.other_zones,
        subdivision: row.subdivision,
        isErased: row.is_erased,
        accounts: accounts.get(row.id) ?? new Map<string, AccountFacts>(),
        addresses: addresses.get(row.id) ?? [],
        holds: holds.get(row.id) ?? [],
        attempts: attempts.get(row.id) ?? [],
      },
    ]),
  );
}

/** Every portfolio's terms: there are few, and a tick reads them once. */
export async function loadPortfolios(sql: Sql): Promise<ReadonlyMap<string, PortfolioTerms>> {
  const rows = await sql<PortfolioRow[]>`
    select portfolio.id, portfolio.name, client_id, client.name as client_name, collector_kind, debt_type, brand,
      languages, subdivision, small_balance_tolerance, max_data_age_hours, data_as_of, pack_ids
    from portfolio join client on client.id = client_id`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        clientId: row.client_id,
        clientName: row.client_name,
        collectorKind: row.collector_kind,
        debtType: row.debt_type,
        brand: row.brand,
        languages: row.languages,
        subdivision: row.subdivision,
        smallBalanceTolerance: row.small_balance_tolerance,
        maxDataAgeHours: row.max_data_age_hours,
        dataAsOfMs: row.data_as_of?.getTime() ?? null,
        packIds: row.pack_ids,
      },
    ]),
  );
}

interface PortfolioRow {
  readonly id: string;
  readonly name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly collector_kind: string;
  readonly debt_type: string | null;
  readonly brand: string;
  readonly languages: readonly string[];
  readonly subdivision: string | null;
  readonly small_balance_tolerance: number;
  readonly max_data_age_hours: number | null;
  readonly data_as_of: Date | null;
  readonly pack_ids: readonly string[];
}

interface DebtorRow {
  readonly id: string;
  readonly shard: number;
  readonly epoch: number;
  readonly language: string;
  readonly zone: string;
  readonly zone_source: string;
  readonly other_zones: readonly string[];
  readonly subdivision: string | null;
  readonly is_erased: boolean;
}

async function readDebtors(sql: Sql, ids: readonly string[]): Promise<readonly DebtorRow[]> {
  return sql<DebtorRow[]>`
    select id, shard, epoch, language, zone, zone_source, other_zones, subdivision,
      erased_at is not null as is_erased
    from debtor
    where id = any(${ids}::uuid[])`;
}

interface AccountRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly portfolio_id: string;
  readonly debt_type: string | null;
  readonly in_default_since: string | null;
  readonly arrears: number;
  readonly oldest_unpaid_on: string | null;
  readonly status: string;
}

async function readAccounts(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, Map<string, AccountFacts>>> {
  const rows = await sql<AccountRow[]>`
    select id, debtor_id, portfolio_id, debt_type, in_default_since, arrears, oldest_unpaid_on, status
    from account
    where debtor_id = any(${ids}::uuid[])`;
  const byDebtor = new Map<string, Map<string, AccountFacts>>();
  for (const row of rows) {
    const accounts = byDebtor.get(row.debtor_id) ?? new Map<string, AccountFacts>();
    byDebtor.set(row.debtor_id, accounts);
    accounts.set(row.id, {
      id: row.id,
      portfolioId: row.portfolio_id,
      debtType: row.debt_type,
      inDefaultSince: row.in_default_since,
      arrears: row.arrears,
      oldestUnpaidOn: row.oldest_unpaid_on,
      status: row.status,
    });
  }
  return byDebtor;
}

interface AddressRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly party_id: string;
  readonly is_debtor: boolean;
  readonly kind: string;
  readonly line_type: string | null;
  readonly state: string;
  readonly rank: number;
}

async function readAddresses(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, AddressFacts[]>> {
  const [rows, suppressed] = await Promise.all([
    sql<AddressRow[]>`
    select address.id, address.debtor_id, party_id, is_debtor, address.kind, line_type, state, rank
    from address join party on party.id = party_id
    where address.debtor_id = any(${ids}::uuid[]) and hmac is not null
    order by address.debtor_id, rank, address.id`,
    readSuppressed(sql, ids),
  ]);
  return groupBy(rows, (row) => ({
    id: row.id,
    partyId: row.party_id,
    ofDebtor: row.is_debtor,
    kind: row.kind,
    lineType: row.line_type,
    state: row.state,
    rank: row.rank,
    suppressed: suppressed.get(row.id) ?? [],
  }));
}

/** What is barred among these debtors' addresses, by address. */
async function readSuppressed(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AddressFacts["suppressed"]>> {
  const rows = await sql<{ address_id: string; channel: string; reason: string }[]>`
    select address.id as address_id, channel, reason
    from suppression join address on hmac = address_hmac
    where ended_at is null and address.debtor_id = any(${ids}::uuid[])`;
  return Map.groupBy(rows, ({ address_id: id }) => id);
}

interface HoldRow {
  readonly debtor_id: string;
  readonly account_id: string | null;
  readonly channel: string | null;
  readonly address_id: string | null;
  readonly state: string;
  readonly since: Date;
  readonly until: Date | null;
}

async function readHolds(sql: Sql, ids: readonly string[]): Promise<Map<string, HoldFacts[]>> {
  const rows = await sql<HoldRow[]>`
    select debtor_id, account_id, channel, address_id, state, since, until
    from hold
    where debtor_id = any(${ids}::uuid[]) and ended_at is null`;
  return groupBy(rows, (row) => ({
    accountId: row.account_id,
    channel: row.channel,
    addressId: row.address_id,
    state: row.state,
    sinceMs: row.since.getTime(),
    untilMs: row.until?.getTime() ?? null,
  }));
}

interface AttemptRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly client_id: string;
  readonly address_id: string | null;
  readonly account_ids: readonly string[];
  readonly channel: string;
  readonly purpose: string;
  readonly direction: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly is_right_party: boolean | null;
  readonly merges: boolean;
  readonly planned_for: string;
  readonly at: Date;
}

async function readAttempts(
  sql: Sql,
  ids: readonly string[],
  sinceMs: number,
): Promise<Map<string, AttemptFacts[]>> {
  const rows = await sql<AttemptRow[]>`
    select attempt.id, attempt.debtor_id, client_id, address_id, account_ids, channel, purpose, direction, status,
      outcome, is_right_party, merges, planned_for, coalesce(accepted_at, not_before) as at
    from unnest(${ids}::uuid[]) as concerned (debtor_id)
    join attempt on attempt.shard = shard_of(concerned.debtor_id) and attempt.debtor_id = concerned.debtor_id
    where planned_for >= ${isoTime(sinceMs).slice(0, 10)}::date
      and status in ('planned', 'dispatching', 'in_doubt', 'accepted', 'delivered')`;
  return groupBy(rows, (row) => ({
    id: row.id,
    clientId: row.client_id,
    addressId: row.address_id,
    accountIds: row.account_ids,
    channel: row.channel,
    purpose: row.purpose,
    direction: row.direction,
    status: row.status,
    outcome: row.outcome,
    isRightParty: row.is_right_party,
    merges: row.merges,
    plannedFor: row.planned_for,
    atMs: row.at.getTime(),
  }));
}

function groupBy<Row extends { readonly debtor_id: string }, Fact>(
  rows: readonly Row[],
  factOf: (row: Row) => Fact,
): Map<string, Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const row of rows) {
    const group = groups.get(row.debtor_id);
    if (group === undefined) groups.set(row.debtor_id, [factOf(row)]);
    else group.push(factOf(row));
  }
  return groups;
}
