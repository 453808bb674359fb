import type { PgBoss } from "pg-boss";
import { firstShardOf, LANE_COUNT, lastShardOf } from "../src/lane.ts";
import { LOCK } from "../src/locks.ts";
import { laneJobs } from "../src/jobs.ts";
import { BATCH_SIZE } from "../src/claim-batch.ts";
import { TUESDAY } from "../src/fixtures/made-up-world.ts";
import type { BenchWorld } from "./bench-world.ts";

/**
 * Keeps one row of each kind as the engine has just written it, so that the limit writes the same: call it after a
 * measurement of the engine.
 */
export async function keepSamples({ database: { sql } }: BenchWorld): Promise<void> {
  await sql`drop table if exists bench_sample`;
  await sql`
    create unlogged table bench_sample as
    select distinct on (due.kind) due.kind, run.node_id, run.status, run.wake_at, run.state, step.nodes, step.visits,
      step.exits, step.inputs, attempt.client_id, attempt.party_id, attempt.address_id, attempt.channel,
      attempt.purpose, attempt.template_id, attempt.template_version, attempt.language, attempt.priority,
      attempt.planned_for, attempt.verdict_packs, attempt.verdict_inputs, attempt.verdict_zones, attempt.verdict_warnings,
      attempt_run.node_id as attempt_node, attempt_run.visit as attempt_visit
    from bench_due due
    join run on run.shard = due.shard and run.id = due.id
    join step on step.shard = run.shard and step.run_id = run.id
    left join attempt_run on attempt_run.shard = run.shard and attempt_run.run_id = run.id
    left join attempt on attempt.shard = run.shard and attempt.id = attempt_id`;
  await sql`drop table if exists bench_count`;
  await sql`
    create unlogged table bench_count as
    select 'begins' as kind, node_id, metric, exit from counter
      where node_id in ('start', 'which', 'patience') and exit <> 'next' or node_id = 'start' group by node_id, metric, exit
    union all
    select 'waited', node_id, metric, exit from counter
      where node_id in ('owes', 'first', 'second') or (node_id = 'patience' and exit = 'next')
      group by node_id, metric, exit`;
  await sql`alter table bench_due add column if not exists address_id uuid`;
  await sql`
    update bench_due due set address_id = address.id from address
    where address.debtor_id = due.debtor_id and address.kind = 'phone' and due.address_id is null`;
  await sql`vacuum analyze bench_due`;
}

/**
 * What the server can do at best: one statement for each batch that claims alike and writes the same rows, without
 * facts, flow or gate, and pg-boss for the same jobs. Two lanes at a time.
 */
export async function limit(bench: BenchWorld, boss: PgBoss): Promise<void> {
  const jobs = laneJobs(boss);
  const lanes = Array.from({ length: LANE_COUNT }, (_, lane) => lane).values();
  const advance = async () => {
    for (const lane of lanes) {
      while ((await advanceBatch(bench, lane, jobs)) > 0);
    }
  };
  await Promise.all([advance(), advance()]);
}

async function advanceBatch(
  { database, versionId }: BenchWorld,
  lane: number,
  jobs: ReturnType<typeof laneJobs>,
): Promise<number> {
  return database.transaction(async (tx) => {
    const { sql } = tx;
    await sql`select pg_try_advisory_xact_lock(${LOCK.lane}, ${lane})`;
    const [done] = await sql<{ count: number }[]>`
      with due as materialized (
        select due.*, bench_due.kind, uuidv7() as attempt_id
        from generate_series(${firstShardOf(lane)}::int, ${lastShardOf(lane)}::int) as of_lane (shard)
        cross join lateral (
          select shard, id, debtor_id, account_id, seq from run
          where run.shard = of_lane.shard and wake_at <= ${TUESDAY}
          order by wake_at
          limit ${BATCH_SIZE}
        ) as due
        join bench_due on bench_due.shard = due.shard and bench_due.id = due.id
        limit ${BATCH_SIZE}
      ), locked as materialized (
        select id from debtor where id in (select debtor_id from due where kind = 'waited') order by id for no key update
      ), advanced as (
        update run set seq = run.seq + 1, node_id = sample.node_id, status = sample.status, wake_at = sample.wake_at,
          state = sample.state
        from due join bench_sample sample using (kind) left join locked on locked.id = due.debtor_id
        where run.shard = due.shard and run.id = due.id and run.seq = due.seq
        returning run.id
      ), stepped as (
        insert into step (shard, run_id, seq, at, nodes, visits, exits, inputs)
        select shard, id, due.seq + 1, ${TUESDAY}, nodes, visits, exits, inputs
        from due join bench_sample using (kind)
      ), attempted as (
        insert into attempt (shard, id, debtor_id, client_id, portfolio_id, party_id, address_id, account_ids, channel, purpose,
          template_id, template_version, language, priority, status, planned_for, merges, not_before, verdict,
          verdict_rules, verdict_warnings, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch,
          created_at)
        select due.shard, attempt_id, due.debtor_id, client_id, (select id from portfolio limit 1), party_id, sample.address_id, array[account_id], channel,
          purpose, template_id, template_version, language, priority, 'planned', planned_for, true, ${TUESDAY},
          'allowed', '{}', verdict_warnings, verdict_packs, verdict_inputs, verdict_zones, ${TUESDAY}, 0, ${TUESDAY}
        from due join bench_sample sample using (kind)
        where kind = 'waited'
      ), served as (
        insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id, account_id)
        select shard, attempt_id, id, attempt_node, attempt_visit, ${versionId}, account_id
        from due join bench_sample using (kind)
        where kind = 'waited'
      ), counted as (
        insert into counter (version_id, hour, node_id, metric, exit, shard, count)
        select ${versionId}, date_trunc('hour', ${TUESDAY}::timestamptz), node_id, metric, exit,
          ${firstShardOf(lane)}, count(*)
        from due join bench_count using (kind)
        group by node_id, metric, exit
        on conflict (version_id, hour, node_id, metric, exit, shard)
        do update set count = counter.count + excluded.count
      )
      select count(*) from advanced`;
    const count = done?.count ?? 0;
    if (count > 0) await jobs.send(tx, [{ queue: "send-sms", lane }]);
    return count;
  });
}
