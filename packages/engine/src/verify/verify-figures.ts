import { readNodeCounts, readSegmentCounts, type NodeCount, type Transaction } from "@fairflow/db";
import { MOST_EXAMPLES, type CheckResult } from "./check-result.ts";
import { check, type Counted } from "./row-check.ts";

/** What the history of a run, or of an attempt, tells again. */
const RECOUNTED: ReadonlySet<string> = new Set(["entered", "left", "sent", "delivered"]);

/** Every figure that is shown is what a recount of what happened comes to. */
export async function* verifyFigures(tx: Transaction): AsyncGenerator<CheckResult> {
  yield await stepsAsRecounted(tx);
  yield await check("Each step counts what it is credited with", () => countedCredits(tx))();
  yield await check("Each credit is of something that happened, and nothing is left out", () =>
    rightCredits(tx),
  )();
  yield await check("The figures of each day are those of a recount", () => dailyFigures(tx))();
}

async function stepsAsRecounted(tx: Transaction): Promise<CheckResult> {
  const versions = await tx.sql<{ id: string }[]>`select id from flow_version order by id`;
  const wrong: string[] = [];
  let checked = 0;
  for (const { id } of versions) {
    const [counted, recounted] = [
      sums(await readNodeCounts(tx, id)),
      sums(await readSegmentCounts(tx, { versionId: id })),
    ];
    checked += counted.size;
    for (const key of new Set([...counted.keys(), ...recounted.keys()])) {
      const [count, again] = [counted.get(key) ?? 0, recounted.get(key) ?? 0];
      if (count !== again) wrong.push(`${id} ${key}: ${count}, not ${again}`);
    }
  }
  return {
    name: "Each step counts what the history of its runs says",
    checked,
    wrong: wrong.length,
    examples: wrong.slice(0, MOST_EXAMPLES),
  };
}

function sums(counts: readonly NodeCount[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { nodeId, metric, exit, count } of counts) {
    if (!RECOUNTED.has(metric)) continue;
    const key = `${nodeId} ${metric} ${exit}`;
    totals.set(key, (totals.get(key) ?? 0) + count);
  }
  return totals;
}

function countedCredits({ sql }: Transaction) {
  return sql<Counted[]>`
    with credited as (
      select version_id, node_id, f.metric, f.exit, sum(f.count) as count
      from credit c
      cross join lateral (values (c.metric, '', c.count::bigint),
        (case c.metric when 'paid' then 'money' else c.metric || '_money' end, c.currency, c.amount)) as f (metric, exit, count)
      where node_id is not null and f.count is not null
      group by version_id, node_id, f.metric, f.exit
    ), counted as (
      select version_id, node_id, metric, exit, sum(count) as count
      from counter
      where metric in ('goal', 'paid', 'money', 'clicked', 'replied', 'opted_out', 'disputed', 'promised', 'promised_money')
      group by version_id, node_id, metric, exit
    )
    select count(*) as checked, array_agg(version_id || ' ' || node_id || ' ' || metric || ' ' || exit || ': '
      || coalesce(counted.count, 0) || ', not ' || coalesce(credited.count, 0))
      filter (where coalesce(counted.count, 0) <> coalesce(credited.count, 0)) as wrong
    from credited full join counted using (version_id, node_id, metric, exit)`;
}

/** Whom a message is credited with may be told later not to have got it: the credit stays, so only that there is one is asked. */
function rightCredits({ sql }: Transaction) {
  return sql<Counted[]>`
    with due as (
      select cause, 'paid' as metric, count, amount, shard, attempt_id, at from payment_credit
      union all
      select cause, metric, count, amount, shard, attempt_id, at from response_credit
      union all
      select cause, 'goal', count, null, shard, attempt_id, at from goal_credit
    )
    select (select count(*) from credit) as checked, array_agg(wrong.what) as wrong
    from (
      select due.cause || ': not credited' as what
      from due
      left join credit on credit.cause = due.cause and credit.metric = due.metric
      left join attempt on attempt.shard = due.shard and attempt.id = due.attempt_id
      -- Of what happened and a message of one instant nobody can tell any more which was first.
      where credit.id is null and attempt.accepted_at is distinct from due.at
      union all
      select credit.id || ': another count or amount'
      from due join credit on credit.cause = due.cause and credit.metric = due.metric
      where credit.count <> due.count or credit.amount is distinct from due.amount
      union all
      select credit.id || ': nothing of the kind happened'
      from credit
      where case metric
        when 'goal' then not exists (
          select from run where run.shard = credit.shard and run.id = credit.cause and succeeded)
        when 'paid' then not exists (
          select from ledger_entry where ledger_entry.id = credit.cause and payment_id is not null and -ledger_entry.amount = credit.amount)
        else not exists (
          select from event where event.shard = credit.shard and event.id = credit.cause and event.debtor_id = credit.debtor_id)
      end
      union all
      select credit.id || ': not reached before'
      from credit left join attempt on attempt.shard = credit.shard and attempt.id = attempt_id
      where attempt_id is not null and (attempt.id is null or accepted_at > credit.at)
    ) as wrong`;
}

function dailyFigures({ sql }: Transaction) {
  return sql<Counted[]>`
    with kept as (
      select metric, day, portfolio_id, flow_id, detail, sum(count) as count
      from (
        select metric, day, portfolio_id, flow_id, detail, count from figure
        union all
        select metric, day, portfolio_id, flow_id, detail, count from figure_change
      ) as each
      group by metric, day, portfolio_id, flow_id, detail
    )
    select count(*) as checked, array_agg(
      coalesce(kept.metric, again.metric) || ' ' || coalesce(kept.detail, again.detail) || ' on ' || coalesce(kept.day, again.day)
      || ' of ' || coalesce(kept.portfolio_id, again.portfolio_id) || ': ' || coalesce(kept.count, 0) || ', not ' || coalesce(again.count, 0))
      filter (where coalesce(kept.count, 0) <> coalesce(again.count, 0)) as wrong
    from kept full join recounted_figure as again
      on again.metric = kept.metric and again.day = kept.day and again.portfolio_id = kept.portfolio_id
        and again.detail = kept.detail
        and coalesce(again.flow_id, '00000000-0000-0000-0000-000000000000') = coalesce(kept.flow_id, '00000000-0000-0000-0000-000000000000')`;
}
