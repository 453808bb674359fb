import { localTime, type LocalDate, type Zones } from "@fairflow/calendar";
import type { Criteria, Field } from "@fairflow/criteria";
import {
  criteriaToSql,
  executePrepared,
  FACT_SOURCES,
  factColumns,
  type Transaction,
} from "@fairflow/db";
import { newRun } from "@fairflow/interpreter";
import type { Reentry } from "@fairflow/nodes";
import { sql, type SQL } from "drizzle-orm";
import { isoTime } from "./iso-time.ts";
import { firstShardOf, lastShardOf } from "./lane.ts";

/** How a live flow takes accounts in. */
export interface EnrollingFlow {
  readonly flowId: string;
  readonly versionId: string;
  readonly per: "account" | "debtor";
  readonly reentry: Reentry;
  /** Null takes in whoever is asked about. */
  readonly criteria: Criteria | null;
  readonly custom: readonly Field[];
  /** Which debtors are its own while two versions share the new entries; all where absent. */
  readonly share?: EntryShare;
}

/** Debtors whose draw for this id lies in [from, to); it is drawn once and for ever, so that nobody changes sides. */
export interface EntryShare {
  readonly drawnFor: string;
  readonly from: number;
  readonly to: number;
}

/** Whom to ask about: a lane's accounts, of all portfolios or of those in some zones, or named ones wherever they are. */
export type Candidates =
  | { readonly lane: number; readonly portfolioZones?: readonly string[] }
  | { readonly accounts: readonly string[] }
  | { readonly debtors: readonly string[] };

export interface EnrolInput {
  readonly flow: EnrollingFlow;
  readonly candidates: Candidates;
  readonly zones: Zones;
  readonly nowMs: number;
}

/** So many runs begin in one statement; a pass that fills it is followed by another. */
const ENROL_AT_ONCE = 5_000;

/**
 * Begins a run for every candidate whom the flow's start admits now. Whether somebody may come in again is part of the
 * statement, and (flow, account, entry) is unique, so that two passes take nobody in twice.
 *
 * @returns how many began; `ENROL_AT_ONCE` or more says that there may be others
 */
export async function enrol(tx: Transaction, input: EnrolInput): Promise<number> {
  if (isNobody(input.candidates)) return 0;
  let begun = 0;
  for (const [today, zones] of localDates(input.zones, input.nowMs)) {
    for (;;) {
      const count = await enrolOn(tx, input, { today, zones });
      begun += count;
      if (count < ENROL_AT_ONCE) break;
    }
  }
  return begun;
}

async function enrolOn(
  tx: Transaction,
  { flow, candidates, nowMs }: EnrolInput,
  { today, zones }: { readonly today: LocalDate; readonly zones: readonly string[] },
): Promise<number> {
  const now = sql`${isoTime(nowMs)}::timestamptz`;
  const columns = factColumns(today, flow.custom);
  const admitted =
    flow.criteria === null ? sql`true` : criteriaToSql(flow.criteria, columns, today);
  const perDebtor = flow.per === "debtor";
  const accountId = perDebtor ? sql`null::uuid` : sql`a.id`;
  // A run over all of a debtor's accounts speaks of the latest of them too.
  const arrearsSince = perDebtor
    ? sql`max(a.oldest_unpaid_on) over (partition by a.debtor_id)`
    : sql`a.oldest_unpaid_on`;
  const state = JSON.stringify(newRun(nowMs));
  const rows = await executePrepared(
    tx,
    sql`
      with admitted as (
        select ${perDebtor ? sql`distinct on (a.debtor_id)` : sql``} a.shard, a.debtor_id, ${accountId} as account_id,
          ${arrearsSince} as arrears_since, coalesce(last.entry, 0) + 1 as entry
        from ${FACT_SOURCES}
        left join lateral (
          select entry, status, ended_at, ended_reason, succeeded, arrears_since
          from run
          where run.shard = a.shard and run.debtor_id = a.debtor_id and run.flow_id = ${flow.flowId}
            and run.account_id is not distinct from ${accountId}
          order by entry desc
          limit 1
        ) as last on true
        where ${candidateCondition(candidates)} and a.status in ('open', 'cured')
          and d.erased_at is null and d.zone = any(${sql.param(zones)}::text[])
          and ${mayEnter(flow.reentry, now)} and ${inShare(flow.share)} and ${admitted}
        ${perDebtor ? sql`order by a.debtor_id, a.oldest_unpaid_on nulls last` : sql``}
        limit ${ENROL_AT_ONCE}
      )
      insert into run (shard, debtor_id, account_id, flow_id, version_id, seq, status, wake_at, state, entry,
        arrears_since, started_at)
      select shard, debtor_id, account_id, ${flow.flowId}, ${flow.versionId}, 0, 'active', ${now},
        ${state}::jsonb, entry, arrears_since, ${now}
      from admitted
      on conflict (shard, debtor_id, flow_id, account_id, entry) do nothing
      returning id`,
  );
  return rows.length;
}

/**
 * A run that is under way bars another. After one that ended as paid or cured, an account that owes again is offered to
 * the flow anew, as a later due date is; so it is after a goal, where the payment that led to it was taken back.
 */
function mayEnter(reentry: Reentry, now: SQL): SQL {
  switch (reentry.kind) {
    case "never":
      return sql`last.entry is null`;
    case "after-days":
      return sql`(last.entry is null or (last.status = 'ended'
        and last.ended_at <= ${now} - ${reentry.days}::int * interval '1 day'))`;
    case "each-due-date":
      return sql`(last.entry is null or (last.status = 'ended' and a.oldest_unpaid_on is not null and (
        last.arrears_since is null or a.oldest_unpaid_on > last.arrears_since
        or last.ended_reason in ('paid', 'cured')
        or (last.succeeded and exists (
          select from ledger_entry as taken_back
          where taken_back.account_id = a.id and taken_back.kind = 'reversal' and taken_back.recorded_at >= last.ended_at
        )))))`;
  }
}

/** By debtor, as a split does: all accounts of one debtor go through one version. */
function inShare(share: EntryShare | undefined): SQL {
  if (share === undefined) return sql`true`;
  const drawn = sql`('x' || left(md5(a.debtor_id::text || ${share.drawnFor}::text), 8))::bit(32)::bigint / 4294967296.0`;
  return sql`${drawn} >= ${share.from}::float8 and ${drawn} < ${share.to}::float8`;
}

/** Most flows of a schedule, most of the time. */
function isNobody(candidates: Candidates): boolean {
  if ("accounts" in candidates) return candidates.accounts.length === 0;
  if ("debtors" in candidates) return candidates.debtors.length === 0;
  return candidates.portfolioZones?.length === 0;
}

function candidateCondition(candidates: Candidates): SQL {
  if ("accounts" in candidates) return sql`a.id = any(${sql.param(candidates.accounts)}::uuid[])`;
  if ("debtors" in candidates) {
    return sql`a.debtor_id = any(${sql.param(candidates.debtors)}::uuid[])`;
  }
  const { lane, portfolioZones } = candidates;
  const inZone =
    portfolioZones === undefined
      ? sql`true`
      : sql`p.zone = any(${sql.param(portfolioZones)}::text[])`;
  return sql`a.shard between ${firstShardOf(lane)} and ${lastShardOf(lane)} and a.status <> 'closed' and ${inZone}`;
}

/** The local dates of this instant, two or three around the world, with the zones that have them. */
function localDates({ zones }: Zones, nowMs: number): ReadonlyMap<LocalDate, readonly string[]> {
  const now = new Date(nowMs);
  const dates = new Map<LocalDate, string[]>();
  for (const [name, zone] of zones) {
    const { date } = localTime(zone, now);
    const known = dates.get(date);
    if (known === undefined) dates.set(date, [name]);
    else known.push(name);
  }
  return dates;
}
