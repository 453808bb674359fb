import type { Sql } from "@fairflow/db";
import type { DebtorChanges, VisitOfRun } from "./batch-changes.ts";
import { withEarlierVerdict } from "./earlier-verdict.ts";
import type { Judgement } from "./gate.ts";
import { isoTime } from "./iso-time.ts";
import { jsonLines, plainArray, textArray } from "./sql-columns.ts";

/**
 * Visits that are left are freed first, so that they may be planned again; then come new attempts with their verdicts (I5)
 * and the visits that they serve. Only then is it known which attempts serve none any more and are withdrawn.
 */
export function saveAttempts(
  sql: Sql,
  changes: readonly DebtorChanges[],
  nowMs: number,
): readonly Promise<void>[] {
  return [
    releaseLeft(sql, changes),
    insertAttempts(sql, changes),
    growAttempts(sql, changes),
    insertVisits(sql, changes),
    withdrawUnserved(sql, changes, nowMs),
  ];
}

/** Takes the visits that runs have left out of attempts that are still planned. */
async function releaseLeft(sql: Sql, changes: readonly DebtorChanges[]): Promise<void> {
  const visits = changes.flatMap((each) => each.withdrawals);
  if (visits.length === 0) return;
  await sql`
    update attempt_run as served set is_released = true
    from ${leftVisits(sql, visits)}, attempt
    where served.shard = left_visit.shard and served.run_id = left_visit.run_id
      and served.node_id = left_visit.node_id and served.visit = left_visit.visit and not served.is_released
      and attempt.shard = served.shard and attempt.id = served.attempt_id and attempt.status = 'planned'`;
}

/** A planned attempt that a run has left goes on for those that it still serves, or is withdrawn where it serves none. */
async function withdrawUnserved(
  sql: Sql,
  changes: readonly DebtorChanges[],
  nowMs: number,
): Promise<void> {
  const visits = changes.flatMap((each) => each.withdrawals);
  if (visits.length === 0) return;
  await sql`
    update attempt set
      status = case when served.runs = 0 then 'withdrawn' else attempt.status end,
      settled_at = case when served.runs = 0 then ${isoTime(nowMs)}::timestamptz end,
      account_ids = case when served.runs = 0 or served.speaks_of_all then attempt.account_ids else served.accounts end
    from (
      select attempt_run.shard, attempt_run.attempt_id, count(*) filter (where not is_released) as runs,
        bool_or(account_id is null and not is_released) as speaks_of_all,
        array_agg(distinct account_id) filter (where not is_released) as accounts
      from (
        select distinct touched.shard, touched.attempt_id
        from ${leftVisits(sql, visits)}
        join attempt_run as touched on touched.shard = left_visit.shard and touched.run_id = left_visit.run_id
          and touched.node_id = left_visit.node_id and touched.visit = left_visit.visit
      ) as touched
      join attempt_run on attempt_run.shard = touched.shard and attempt_run.attempt_id = touched.attempt_id
      group by attempt_run.shard, attempt_run.attempt_id
    ) as served
    where attempt.shard = served.shard and attempt.id = served.attempt_id and attempt.status = 'planned'`;
}

function leftVisits(sql: Sql, visits: readonly VisitOfRun[]) {
  return sql`unnest(
      ${plainArray(visits.map(({ shard }) => shard))}::smallint[], ${plainArray(visits.map(({ runId }) => runId))}::uuid[],
      ${textArray(visits.map(({ nodeId }) => nodeId))}::text[], ${plainArray(visits.map(({ visit }) => visit))}::int[]
    ) as left_visit (shard, run_id, node_id, visit)`;
}

async function insertAttempts(sql: Sql, changes: readonly DebtorChanges[]): Promise<void> {
  const attempts = changes.flatMap((each) => each.attempts);
  if (attempts.length === 0) return;
  const verdicts = attempts.map(({ judgement }) => verdictColumns(judgement));
  const at = attempts.map(({ atMs }) => isoTime(atMs));
  await sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, party_id, address_id, account_ids, channel, purpose,
      notice_id, step, template_id, template_version, language, priority, status, planned_for, merges, not_before, verdict,
      verdict_until, verdict_reason, verdict_rules, verdict_warnings, verdict_without_fee, verdict_packs, verdict_inputs,
      verdict_zones, verdict_law, verdict_at, debtor_epoch, created_at, settled_at)
    select shard, id, debtor_id, client_id, portfolio_id, party_id, address_id, account_ids::uuid[], channel, purpose, notice_id,
      step, template_id, template_version, language, priority, status, planned_for, merges::boolean, at, verdict, verdict_until,
      verdict_reason, verdict_rules::text[], verdict_warnings::text[], verdict_without_fee::text[],
      verdict_packs::text[], verdict_inputs::jsonb, verdict_zones::text[], verdict_law, at, debtor_epoch, at,
      case when status <> 'planned' then at end
    from unnest(
      string_to_array(${jsonLines(verdicts.map(({ inputs }) => inputs))}, E'\\n'),
      ${plainArray(attempts.map(({ shard }) => shard))}::smallint[], ${plainArray(attempts.map(({ id }) => id))}::uuid[],
      ${plainArray(attempts.map(({ debtorId }) => debtorId))}::uuid[], ${plainArray(attempts.map(({ clientId }) => clientId))}::uuid[],
      ${plainArray(attempts.map(({ portfolioId }) => portfolioId))}::uuid[],
      ${plainArray(attempts.map(({ partyId }) => partyId))}::uuid[], ${plainArray(attempts.map(({ addressId }) => addressId))}::uuid[],
      ${textArray(attempts.map(({ accountIds }) => plainArray(accountIds)))}::text[],
      ${plainArray(attempts.map(({ channel }) => channel))}::text[], ${plainArray(attempts.map(({ purpose }) => purpose))}::text[],
      ${textArray(attempts.map(({ noticeId }) => noticeId))}::text[], ${textArray(attempts.map(({ step }) => step))}::text[],
      ${textArray(attempts.map(({ templateId }) => templateId))}::text[],
      ${plainArray(attempts.map(({ templateVersion }) => templateVersion))}::int[],
      ${textArray(attempts.map(({ language }) => language))}::text[], ${plainArray(attempts.map(({ priority }) => priority))}::smallint[],
      ${plainArray(attempts.map(({ status }) => status))}::text[], ${plainArray(attempts.map(({ plannedFor }) => plannedFor))}::date[],
      ${plainArray(attempts.map(({ merges }) => String(merges)))}::text[], ${plainArray(at)}::timestamptz[],
      ${plainArray(verdicts.map(({ kind }) => kind))}::text[], ${plainArray(verdicts.map(({ until }) => until))}::timestamptz[],
      ${textArray(verdicts.map(({ reason }) => reason))}::text[], ${textArray(verdicts.map(({ rules }) => rules))}::text[],
      ${textArray(verdicts.map(({ warnings }) => warnings))}::text[], ${textArray(verdicts.map(({ withoutFee }) => withoutFee))}::text[],
      ${textArray(verdicts.map(({ packs }) => packs))}::text[],
      ${textArray(verdicts.map(({ zones }) => zones))}::text[], ${plainArray(verdicts.map(({ law }) => law))}::int[],
      ${plainArray(attempts.map(({ epoch }) => epoch))}::bigint[]
    ) as made (verdict_inputs, shard, id, debtor_id, client_id, portfolio_id, party_id, address_id, account_ids, channel, purpose, notice_id,
      step, template_id, template_version, language, priority, status, planned_for, merges, at, verdict, verdict_until, verdict_reason,
      verdict_rules, verdict_warnings, verdict_without_fee, verdict_packs, verdict_zones, verdict_law, debtor_epoch)`;
}

/** A planned attempt takes in another account: its verdict now covers that too, and the one it had is kept. */
async function growAttempts(sql: Sql, changes: readonly DebtorChanges[]): Promise<void> {
  const growths = changes.flatMap((each) => each.growths);
  if (growths.length === 0) return;
  const verdicts = growths.map(({ judgement }) => verdictColumns(judgement));
  await sql`
    update attempt set account_ids = grown.account_ids::uuid[], debtor_epoch = grown.epoch,
      earlier_verdicts = ${withEarlierVerdict(sql)},
      verdict_warnings = grown.warnings::text[], verdict_without_fee = grown.without_fee::text[],
      verdict_packs = grown.packs::text[], verdict_inputs = grown.inputs::jsonb,
      verdict_zones = grown.zones::text[], verdict_law = grown.law, verdict_at = grown.at
    from unnest(
      ${plainArray(growths.map(({ shard }) => shard))}::smallint[], ${plainArray(growths.map(({ id }) => id))}::uuid[],
      ${textArray(growths.map(({ accountIds }) => textArray(accountIds)))}::text[],
      ${plainArray(growths.map(({ epoch }) => epoch))}::bigint[], ${plainArray(verdicts.map(({ law }) => law))}::int[],
      ${textArray(verdicts.map(({ warnings }) => warnings))}::text[], ${textArray(verdicts.map(({ withoutFee }) => withoutFee))}::text[],
      ${textArray(verdicts.map(({ packs }) => packs))}::text[], string_to_array(${jsonLines(verdicts.map(({ inputs }) => inputs))}, E'\\n'),
      ${textArray(verdicts.map(({ zones }) => zones))}::text[], ${plainArray(verdicts.map(({ at }) => at))}::timestamptz[]
    ) as grown (shard, id, account_ids, epoch, law, warnings, without_fee, packs, inputs, zones, at)
    where attempt.shard = grown.shard and attempt.id = grown.id and attempt.status = 'planned'`;
}

async function insertVisits(sql: Sql, changes: readonly DebtorChanges[]): Promise<void> {
  const visits = changes.flatMap((each) => each.visits);
  if (visits.length === 0) return;
  await sql`
    insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id, account_id, is_released)
    select shard, attempt_id, run_id, node_id, visit, version_id, account_id, is_released::boolean
    from unnest(
      ${plainArray(visits.map(({ shard }) => shard))}::smallint[], ${plainArray(visits.map(({ attemptId }) => attemptId))}::uuid[],
      ${plainArray(visits.map(({ runId }) => runId))}::uuid[], ${textArray(visits.map(({ nodeId }) => nodeId))}::text[],
      ${plainArray(visits.map(({ visit }) => visit))}::int[], ${plainArray(visits.map(({ versionId }) => versionId))}::uuid[],
      ${plainArray(visits.map(({ accountId }) => accountId))}::uuid[],
      ${plainArray(visits.map(({ isReleased }) => String(isReleased)))}::text[]
    ) as made (shard, attempt_id, run_id, node_id, visit, version_id, account_id, is_released)
    -- A run that left the attempt while it was planned comes back to it.
    on conflict (shard, attempt_id, run_id) do update set node_id = excluded.node_id, visit = excluded.visit,
      is_released = excluded.is_released`;
}

/** A verdict as the columns of an attempt. */
export function verdictColumns({ verdict, contactCase, packs, law, zones, atMs }: Judgement) {
  return {
    kind: verdict.kind,
    until: verdict.kind === "deferred" ? verdict.until.toISOString() : null,
    reason: verdict.kind === "forbidden" ? verdict.reason : null,
    rules: textArray(verdict.kind === "allowed" ? [] : verdict.rules),
    warnings: textArray(verdict.warnings),
    withoutFee: textArray(verdict.withoutFee),
    packs: textArray(packs),
    law,
    inputs: JSON.stringify(contactCase),
    zones: textArray(zones),
    at: isoTime(atMs),
  };
}
