import type { Sql } from "@fairflow/db";
import type { AccountFacts, DebtorFacts, EndedHoldFacts, HoldFacts } from "./debtor-facts.ts";
import { PLACED_BY_MISTAKE } from "./facts/lift-hold.ts";
import { groupByDebtor } from "./group-by-debtor.ts";
import { RESUMES_BY_EVIDENCE } from "./resuming.ts";
import { plainArray } from "./sql-columns.ts";

/**
 * What is known of these debtors, in statements that travel together. Under the debtors' locks the answer is what I5
 * asks for; before them it holds for as long as the epoch stays, which is read first.
 */
export async function loadDebtors(
  sql: Sql,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, DebtorFacts>> {
  if (debtorIds.length === 0) return new Map();
  const ids = plainArray(debtorIds);
  const [debtors, accounts, holds] = await Promise.all([
    readDebtors(sql, ids),
    readAccounts(sql, ids),
    readHolds(sql, ids),
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
        accounts: accounts.get(row.id) ?? NO_ACCOUNTS,
        holds: holds.inForce.get(row.id) ?? NO_HOLDS,
        endedHolds: holds.ended.get(row.id) ?? NO_ENDED_HOLDS,
      },
    ]),
  );
}

const NO_ACCOUNTS: ReadonlyMap<string, AccountFacts> = new Map();
const NO_HOLDS: readonly HoldFacts[] = [];
const NO_ENDED_HOLDS: readonly EndedHoldFacts[] = [];

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

async function readDebtors(sql: Sql, ids: string): Promise<readonly DebtorRow[]> {
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
  readonly last_payment_on: string | null;
  readonly last_acknowledged_on: string | null;
  readonly status: string;
}

async function readAccounts(
  sql: Sql,
  ids: string,
): Promise<Map<string, Map<string, AccountFacts>>> {
  const rows = await sql<AccountRow[]>`
    select id, debtor_id, portfolio_id, debt_type, in_default_since, arrears, oldest_unpaid_on, last_payment_on,
      last_acknowledged_on,
      status
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
      lastPaymentOn: row.last_payment_on,
      lastAcknowledgedOn: row.last_acknowledged_on,
      status: row.status,
    });
  }
  return byDebtor;
}

interface HoldRow {
  readonly debtor_id: string;
  readonly account_id: string | null;
  readonly channel: string | null;
  readonly address_id: string | null;
  readonly state: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly ended_at: Date | null;
  readonly evidence: readonly string[] | null;
}

interface ReadHolds {
  readonly inForce: ReadonlyMap<string, readonly HoldFacts[]>;
  readonly ended: ReadonlyMap<string, readonly EndedHoldFacts[]>;
}

/** What a hold requires after its end it requires however long ago that was; one placed by mistake never was. */
async function readHolds(sql: Sql, ids: string): Promise<ReadHolds> {
  const rows = await sql<HoldRow[]>`
    select debtor_id, account_id, channel, address_id, state, since, until, ended_at,
      case when evidence <> '{}' then array(select jsonb_object_keys(evidence)) end as evidence
    from hold
    where debtor_id = any(${ids}::uuid[])
      and (ended_at is null
        or state = any(${RESUMES_BY_EVIDENCE}::text[]) and ended_reason <> ${PLACED_BY_MISTAKE})`;
  const inForce: HoldRow[] = [];
  const ended: (HoldRow & { readonly endedMs: number })[] = [];
  for (const row of rows) {
    if (row.ended_at === null) inForce.push(row);
    else ended.push({ ...row, endedMs: row.ended_at.getTime() });
  }
  return {
    inForce: groupByDebtor(inForce, holdFacts),
    ended: groupByDebtor(ended, (row) => ({ ...holdFacts(row), endedMs: row.endedMs })),
  };
}

function holdFacts(row: HoldRow): HoldFacts {
  return {
    accountId: row.account_id,
    channel: row.channel,
    addressId: row.address_id,
    state: row.state,
    sinceMs: row.since.getTime(),
    untilMs: row.until?.getTime() ?? null,
    evidence: row.evidence ?? undefined,
  };
}
