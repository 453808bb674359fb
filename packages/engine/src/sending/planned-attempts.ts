import type { Sql } from "@fairflow/db";
import { firstShardOf, lastShardOf } from "../lane.ts";
import type { ChannelRoute } from "./port-source.ts";

/** A planned attempt as a claim reads it under its debtor's lock. */
export interface PlannedAttempt {
  readonly id: string;
  readonly shard: number;
  readonly debtor_id: string;
  readonly account_ids: readonly string[];
  readonly purpose: string;
  readonly notice_id: string | null;
  readonly step: string | null;
  readonly priority: number;
  readonly template_id: string | null;
  readonly template_version: number | null;
  readonly tries: number;
  /** Its provider had taken it and given it up: its runs have gone on. */
  readonly was_accepted: boolean;
  /** Somebody wrote what it says: it serves no run and has no template. */
  readonly says_itself: boolean;
}

/** The visits that an attempt serves. */
export interface ServedVisit {
  readonly attempt_id: string;
  readonly shard: number;
  readonly run_id: string;
  readonly node_id: string;
  readonly visit: number;
  readonly version_id: string;
  readonly account_id: string | null;
}

/** Attempts of a lane whose time has come, those of important flows first. Flows that are paused or held send nothing. */
export async function attemptsToSend(
  sql: Sql,
  of: {
    readonly lane: number;
    readonly channel: string;
    readonly portfolios: ChannelRoute["portfolios"];
    readonly nowMs: number;
    readonly limit: number;
  },
): Promise<readonly { readonly id: string; readonly debtor_id: string }[]> {
  const paused = await pausedVersions(sql);
  return sql<{ id: string; debtor_id: string }[]>`
    select id, debtor_id
    from generate_series(${firstShardOf(of.lane)}::int, ${lastShardOf(of.lane)}::int) as of_lane (shard)
    cross join lateral (
      select id, debtor_id, priority, not_before
      from attempt
      where attempt.shard = of_lane.shard and channel = ${of.channel} and status = 'planned'
        and direction = 'outbound' and not_before <= ${new Date(of.nowMs)}
        -- Those another system makes are not ours to send.
        and reserved_until is null ${ofPortfolios(sql, of.portfolios)}
        ${paused.length === 0 ? sql`` : sql`and not ${servesOneOf(sql, paused)}`}
      order by priority desc nulls last, not_before
      limit ${of.limit}
    ) as due
    order by priority desc nulls last, not_before
    limit ${of.limit}`;
}

function ofPortfolios(sql: Sql, portfolios: ChannelRoute["portfolios"]) {
  if ("only" in portfolios) return sql`and portfolio_id = any(${portfolios.only}::uuid[])`;
  if (portfolios.except.length === 0) return sql``;
  return sql`and not portfolio_id = any(${portfolios.except}::uuid[])`;
}

async function pausedVersions(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select flow_version.id from flow_version join flow on flow.id = flow_id
    where paused_at is not null or exists (select from flow_hold where flow_hold.flow_id = flow.id and released_at is null)`;
  return rows.map(({ id }) => id);
}

/**
 * Looks each attempt up by its key. As a join it would be planned by statistics, and those of the night know nothing of the
 * messages that the morning has just planned.
 */
function servesOneOf(sql: Sql, versionIds: readonly string[]) {
  return sql`coalesce((
        select true from attempt_run
        where attempt_run.shard = attempt.shard and attempt_id = attempt.id and not is_released
          and version_id = any(${versionIds}::uuid[])
        limit 1
      ), false)`;
}

/** Those of the attempts that are still planned. The caller holds their debtors' locks. */
export async function readPlanned(
  sql: Sql,
  debtorIds: readonly string[],
  ids: readonly string[],
): Promise<readonly PlannedAttempt[]> {
  return sql<PlannedAttempt[]>`
    select attempt.id, attempt.shard, attempt.debtor_id, account_ids, purpose, notice_id, step, priority, template_id, template_version, tries,
      accepted_at is not null as was_accepted,
      template_id is null and body is not null as says_itself
    from unnest(${debtorIds}::uuid[], ${ids}::uuid[]) as wanted (debtor_id, id)
    join attempt on attempt.shard = shard_of(wanted.debtor_id) and attempt.id = wanted.id
    where status = 'planned'`;
}

export async function servedVisits(
  sql: Sql,
  attempts: readonly { readonly shard: number; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly ServedVisit[]>> {
  if (attempts.length === 0) return new Map();
  const rows = await sql<ServedVisit[]>`
    select attempt_id, attempt_run.shard, run_id, node_id, visit, version_id, account_id
    from unnest(
      ${attempts.map(({ shard }) => shard)}::smallint[], ${attempts.map(({ id }) => id)}::uuid[]
    ) as wanted (shard, id)
    join attempt_run on attempt_run.shard = wanted.shard and attempt_id = wanted.id
    where not is_released`;
  return Map.groupBy(rows, ({ attempt_id }) => attempt_id);
}
