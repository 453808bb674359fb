import type { Sql } from "@fairflow/db";
import type { CheckResult } from "./check-result.ts";
import { check, type Counted } from "./row-check.ts";
import { cashChecks } from "./verify-cash.ts";

/** What stays true of an attempt that left, or may have. */
const LEFT = ["dispatching", "in_doubt", "accepted", "delivered"];

/** Checks that are one question each to the database. A contact that others report took place, allowed or not. */
export function verifyRows(sql: Sql): readonly (() => Promise<CheckResult>)[] {
  return [
    check("No attempt is without its verdict (I5)", () => withoutVerdict(sql)),
    check("Nothing left without leave (I5)", () => leftUnderRefusal(sql)),
    check("Each visit has at most one message that left (I6)", () => leftTwice(sql)),
    check("Nothing left against a hold or an opt-out that was there (I7)", () => leftAgainst(sql)),
    check("Each verdict counted all that had left before", () => undercounted(sql)),
    check("At every node entered = left + present (I8)", () => outOfBalance(sql)),
    check("No run is lost (I8)", () => lostRuns(sql)),
    ...cashChecks(sql),
  ];
}

function withoutVerdict(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked, array_agg(id::text) filter (
      where jsonb_typeof(verdict_inputs) <> 'object' or verdict_inputs = '{}' or verdict_law < 1
        or (verdict <> 'forbidden' and cardinality(verdict_packs) = 0)
    ) as wrong
    from attempt`;
}

function leftUnderRefusal(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked, array_agg(id::text) filter (where verdict <> 'allowed') as wrong
    from attempt where status = any(${LEFT}) and reported_at is null`;
}

function leftTwice(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked,
      array_agg(run_id || ' at ' || node_id || ', visit ' || visit) filter (where times > 1) as wrong
    from (
      select run_id, node_id, visit, count(*) as times
      from attempt_run join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_id
      where status = any(${LEFT})
      group by run_id, node_id, visit
    ) as visits`;
}

/**
 * Ids carry the real time at which their rows were written, under the debtor's lock; a claim that began later has waited for
 * them. Clocks of two transactions may be read in another order than they commit, so that what ended about then is left out.
 */
function leftAgainst(sql: Sql) {
  return sql<Counted[]>`
    with sent as (
      select attempt.*, address.hmac from attempt left join address on address.id = address_id
      where status = any(${LEFT}) and reported_at is null and claimed_at is not null
    ), slack as (
      select interval '5 seconds' * greatest(speed, 1) as time from clock
    )
    select (select count(*) from sent) as checked, array_agg(distinct wrong.what) as wrong
    from (
      select sent.id || ' under ' || hold.state as what
      from sent cross join slack join hold on hold.debtor_id = sent.debtor_id
      where uuid_extract_timestamp(hold.id) < sent.claimed_at and hold.since <= sent.verdict_at
        and coalesce(hold.until, 'infinity') > sent.verdict_at + slack.time
        and coalesce(hold.ended_at, 'infinity') > sent.verdict_at + slack.time
        and (hold.account_id is null or hold.account_id = any(sent.account_ids))
        and (hold.channel is null or hold.channel = sent.channel)
        and (hold.address_id is null or hold.address_id = sent.address_id)
        and not sent.verdict_inputs -> 'states' @> jsonb_build_array(jsonb_build_object('state', hold.state))
      union all
      select sent.id || ' to an address that is barred'
      from sent cross join slack join suppression on address_hmac = sent.hmac and suppression.channel in (sent.channel, 'any')
      where uuid_extract_timestamp(suppression.id) < sent.claimed_at and suppression.since <= sent.verdict_at
        and coalesce(suppression.ended_at, 'infinity') > sent.verdict_at + slack.time
        and not sent.verdict_inputs -> 'states' @> '[{"state": "opted_out"}]'
    ) as wrong`;
}

/** The case under which an attempt left has at least as many contacts as had left before its claim: V4, counted anew. */
function undercounted(sql: Sql) {
  return sql<Counted[]>`
    with sent as (
      select shard, id, debtor_id, claimed_at, planned_for, verdict_at,
        jsonb_array_length(verdict_inputs -> 'history') as counted
      from attempt
      where status = any(${LEFT}) and reported_at is null and claimed_at is not null
    )
    select count(*) as checked, array_agg(id || ': ' || counted || ' of ' || before) filter (where counted < before) as wrong
    from (
      select sent.id, sent.counted, (
        select count(*) from attempt as earlier
        where earlier.shard = sent.shard and earlier.debtor_id = sent.debtor_id and earlier.status = any(${LEFT})
          and earlier.reported_at is null and earlier.claimed_at < sent.claimed_at and earlier.id <> sent.id
          and earlier.planned_for > (sent.verdict_at - interval '98 days')::date
      ) as before
      from sent
    ) as recounted`;
}

function outOfBalance(sql: Sql) {
  return sql<Counted[]>`
    with balance as (
      select version_id, node_id, coalesce(sum(count) filter (where metric = 'entered'), 0) as entered,
        coalesce(sum(count) filter (where metric = 'left'), 0) as gone
      from counter where metric in ('entered', 'left') group by version_id, node_id
    ), standing as (
      select version_id, node_id, count(*) as present from run
      where status <> 'ended' and node_id is not null group by version_id, node_id
    )
    select count(*) as checked,
      array_agg(version_id || ' ' || node_id || ': ' || coalesce(entered, 0) || ' entered, ' || coalesce(gone, 0)
        || ' left, ' || coalesce(present, 0) || ' present')
        filter (where coalesce(entered, 0) <> coalesce(gone, 0) + coalesce(present, 0)) as wrong
    from balance full join standing using (version_id, node_id)`;
}

/**
 * Due long before the last thing that was done, and yet not done: an engine that was stopped has lost nothing. Nor may a run
 * be active with nothing that could wake it.
 */
function lostRuns(sql: Sql) {
  return sql<Counted[]>`
    with latest as (select max(at) as at from step)
    select count(*) as checked, array_agg(run.id::text) filter (
      where status = 'active' and wake_at < latest.at - interval '1 day'
        or status in ('active', 'held') and node_id is null
    ) as wrong
    from run cross join latest`;
}
