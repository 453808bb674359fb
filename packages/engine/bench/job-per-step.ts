import { loadFacts } from "@fairflow/db";
import { NodeId } from "@fairflow/flow";
import type { Db, PgBoss } from "pg-boss";
import { openRunsOf } from "../src/claim-runs.ts";
import { decideDebtor } from "../src/decide-debtor.ts";
import type { Deciding } from "../src/deciding.ts";
import { TUESDAY } from "../src/fixtures/made-up-world.ts";
import { loadContacts } from "../src/load-contacts.ts";
import { loadDebtors } from "../src/load-debtors.ts";
import { stateText } from "../src/stored-state.ts";
import type { BenchWorld, Kind } from "./bench-world.ts";

const QUEUE = "bench-step";
const BATCH = 100;
const LAST_STEP = 3;
const WAITED_AT = NodeId.parse("patience");

interface StepJob {
  readonly shard: number;
  readonly run: string;
  readonly debtor: string;
  readonly account: string;
  readonly kind: Kind;
  /** Which of the steps of its advance it is, from 1. */
  readonly step: number;
}

export async function installStepQueue(boss: PgBoss): Promise<void> {
  if ((await boss.getQueue(QUEUE)) === null) await boss.createQueue(QUEUE, { notify: true });
}

interface DueRow {
  readonly shard: number;
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly kind: Kind;
}

/** What is read once and not for each batch: the compiled version, the law and the terms. */
export interface StepWorld {
  readonly bench: BenchWorld;
  readonly deciding: Omit<Deciding, "values">;
}

/** The steps that due runs begin with, one job each: not part of what is measured. */
export async function queueFirstSteps(bench: BenchWorld, boss: PgBoss): Promise<void> {
  const due = await bench.database.sql<DueRow[]>`
    select shard, id, debtor_id, account_id, kind from bench_due order by id`;
  for (let from = 0; from < due.length; from += 5_000) {
    await boss.insert(
      QUEUE,
      due
        .slice(from, from + 5_000)
        .map(({ shard, id, debtor_id: debtor, account_id: account, kind }) => ({
          // The first entry of one that has waited is the wait that it leaves.
          data: { shard, run: id, debtor, account, kind, step: kind === "begins" ? 1 : 2 },
        })),
      { returnId: false },
    );
  }
}

/**
 * One transactional pg-boss job for each step, in batches of 100: each writes what the engine writes for a step (the
 * run, its step, the attempt with its verdict, the counts) and asks for the next step in the same transaction.
 */
export async function jobPerStep(
  world: StepWorld,
  boss: PgBoss,
  concurrency: number,
): Promise<void> {
  const { promise: finished, resolve, reject } = Promise.withResolvers<undefined>();
  let left = world.bench.steps;
  await boss.work(
    QUEUE,
    {
      transactional: true,
      batchSize: BATCH,
      burstWhenBatchFull: true,
      localConcurrency: concurrency,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 0.5,
    },
    async (jobs: readonly { readonly data: StepJob }[], tx) => {
      try {
        await takeSteps(
          world,
          tx,
          jobs.map(({ data }) => data),
        );
        const next = jobs.flatMap(({ data }) =>
          data.step < LAST_STEP ? [{ data: { ...data, step: data.step + 1 } }] : [],
        );
        if (next.length > 0) await boss.insert(QUEUE, next, { db: tx, returnId: false });
      } catch (fault) {
        reject(fault);
        throw fault;
      }
      left -= jobs.length;
      if (left <= 0) resolve(undefined);
      return undefined;
    },
  );
  await finished;
  await boss.offWork(QUEUE, { wait: true });
}

/** What the engine does for a batch, for one step of each run: facts, decision, and the gate where it is a message. */
async function takeSteps(
  { bench, deciding }: StepWorld,
  tx: Db,
  jobs: readonly StepJob[],
): Promise<void> {
  const { database } = bench;
  const debtorIds = jobs.map(({ debtor }) => debtor);
  // What only the gate asks is read for those that ask it.
  const asking = jobs.flatMap((job) => (plansMessage(job) ? [job.debtor] : []));
  const [runs, debtors, contacts, loaded] = await Promise.all([
    openRunsOf(database.sql, debtorIds),
    loadDebtors(database.sql, debtorIds),
    loadContacts(database.sql, asking, deciding.nowMs),
    loadFacts(database, {
      of: { accounts: jobs.map(({ account }) => account) },
      today: "2026-11-24",
      only: FIELDS,
    }),
  ]);
  const values = new Map(loaded.map((each) => [each.accountId, each.values]));
  const runOf = new Map(runs.map((run) => [run.id, run]));
  const rows = jobs.map((job) => {
    const stored = runOf.get(job.run);
    const facts = debtors.get(job.debtor);
    if (stored === undefined || facts === undefined) throw new Error(`Run ${job.run} is gone`);
    const about = { shard: job.shard, run: job.run, debtor: job.debtor, seq: stored.seq + 1 };
    const known = contacts.get(job.debtor);
    if (known === undefined) {
      // Only the message asks the gate; what the others decide is left out, in favour of the job per step.
      return { ...about, ...at(job), state: stateText(stored.run), inputs: "{}" };
    }
    // It stands where its advance began, since the steps before wrote no more than its place.
    const run = { ...stored.run, node: WAITED_AT };
    const { runs: changed, attempts } = decideDebtor(
      { ...deciding, values },
      {
        facts,
        contacts: known,
        runs: [{ ...stored, run, wakeAtMs: deciding.nowMs }],
        events: [],
        visitsUnderWay: NONE,
      },
    );
    const [change] = changed;
    const [attempt] = attempts;
    if (change === undefined || attempt === undefined)
      throw new Error(`Run ${job.run} stands still`);
    const { judgement, ...columns } = attempt;
    return {
      ...about,
      ...at(job),
      state: change.state,
      inputs: change.inputs,
      attempt: {
        ...columns,
        case: judgement.contactCase,
        packs: judgement.packs,
        zones: judgement.zones,
        warnings: judgement.verdict.warnings,
      },
    };
  });
  await tx.executeSql(SAVE, [JSON.stringify(rows), TUESDAY.toISOString(), bench.versionId]);
}

function plansMessage({ step, kind }: StepJob): boolean {
  return kind === "waited" && step === LAST_STEP;
}

const NONE: ReadonlyMap<string, string> = new Map();
const FIELDS: ReadonlySet<string> = new Set(["account.balance"]);

const PLACES: Readonly<Record<Kind, readonly (readonly [node: string, exit: string])[]>> = {
  begins: [
    ["start", "next"],
    ["which", "else"],
    ["patience", ""],
  ],
  waited: [
    ["patience", "next"],
    ["owes", "else"],
    ["second", ""],
  ],
};

function at({ kind, step }: StepJob) {
  const [node, exit] = PLACES[kind][step - 1] ?? ["", ""];
  return { node, exit, last: step === LAST_STEP };
}

const SAVE = `
  with job as materialized (
    select * from json_to_recordset($1::json) as job (
      shard smallint, run uuid, debtor uuid, seq int, node text, exit text, last boolean, state text, inputs text,
      attempt jsonb)
  ), advanced as (
    update run set seq = job.seq, node_id = job.node, wake_at = case
        when not job.last then run.wake_at
        when attempt is null then $2::timestamptz + interval '3 days'
      end,
      state = job.state::jsonb
    from job
    where run.shard = job.shard and run.id = job.run and run.seq = job.seq - 1
  ), stepped as (
    insert into step (shard, run_id, seq, at, nodes, visits, exits, inputs)
    select shard, run, seq, $2, array[node], array[1], array[exit], inputs::jsonb from job
  ), locked as materialized (
    select id from debtor where id in (select debtor from job where attempt is not null) order by id for no key update
  ), attempted as (
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, party_id, address_id, account_ids, channel, purpose,
      template_id, template_version, language, priority, status, planned_for, merges, not_before, verdict,
      verdict_rules, verdict_warnings, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch,
      created_at)
    select job.shard, new.id, job.debtor, new."clientId", (select id from portfolio limit 1), new."partyId", new."addressId", new."accountIds", new.channel,
      new.purpose, new."templateId", new."templateVersion", new.language, new.priority, 'planned', new."plannedFor",
      true, $2, 'allowed', '{}', new.warnings, new.packs, new.case, new.zones, $2, new.epoch, $2
    from job
    join locked on locked.id = job.debtor
    cross join lateral jsonb_to_record(job.attempt) as new (
      id uuid, "clientId" uuid, "partyId" uuid, "addressId" uuid, "accountIds" uuid[], channel text, purpose text,
      "templateId" text, "templateVersion" int, language text, priority smallint, "plannedFor" date, warnings text[],
      packs text[], "case" jsonb, zones text[], epoch bigint)
    where job.attempt is not null
  ), served as (
    insert into attempt_run (shard, attempt_id, run_id, node_id, visit, version_id, account_id)
    select shard, (attempt ->> 'id')::uuid, run, node, 1, $3, (attempt -> 'accountIds' ->> 0)::uuid from job where attempt is not null
  )
  insert into counter (version_id, hour, node_id, metric, exit, shard, count)
  select $3::uuid, date_trunc('hour', $2::timestamptz), job.node, metric, bench_count.exit, min(job.shard), count(*)
  from job join bench_count on bench_count.node_id = job.node
  group by job.node, metric, bench_count.exit, job.shard / 8
  order by job.node, metric, bench_count.exit, min(job.shard)
  on conflict (version_id, hour, node_id, metric, exit, shard) do update set count = counter.count + excluded.count`;
