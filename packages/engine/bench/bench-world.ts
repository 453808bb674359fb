import { openDatabase, setClock, type Database } from "@fairflow/db";
import { newRun, type Run } from "@fairflow/interpreter";
import { NodeId } from "@fairflow/flow";
import {
  addDebtors,
  makeWorld,
  publish,
  TUESDAY,
  type MadeUpWorld,
} from "../src/fixtures/made-up-world.ts";
import { stateText } from "../src/stored-state.ts";
import { benchFlow, LARGE_MINOR } from "./bench-flow.ts";

/** Where due runs stand: half of them begin, half of them have waited. */
export const KINDS = ["begins", "waited"] as const;
export type Kind = (typeof KINDS)[number];

/** Node visits of one advance: start, segment, wait; and condition, message. */
const STEPS_OF: Readonly<Record<Kind, number>> = { begins: 3, waited: 2 };

export interface BenchWorld {
  readonly database: Database;
  readonly world: MadeUpWorld;
  readonly url: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly dueRuns: number;
  /** Node visits that advancing all due runs makes. */
  readonly steps: number;
}

const DEBTORS_AT_ONCE = 5_000;

/** A migrated database with so many due runs, each with a debtor, addresses, an account and a ledger entry of its own. */
export async function makeBenchWorld(
  url: string,
  of: { readonly dueRuns: number; readonly waitingRuns: number },
): Promise<BenchWorld> {
  const database = openDatabase(url, { max: 4, applicationName: "fairflow-bench" });
  const { sql } = database;
  await setClock(database, { speed: 0, now: TUESDAY });
  const world = await makeWorld(database);
  const { flowId, versionId } = await publish(database, benchFlow());
  for (let from = 0; from < of.dueRuns; from += DEBTORS_AT_ONCE) {
    const count = Math.min(DEBTORS_AT_ONCE, of.dueRuns - from);
    await addDebtors(database, world, { count, from, owes: (n) => LARGE_MINOR * (n % 2) + 50_000 });
  }
  await sql`
    create unlogged table bench_due as
    select shard, uuidv7() as id, debtor_id, id as account_id,
      case when row_number() over (order by id) % 4 < 2 then 'begins' else 'waited' end as kind
    from account`;
  await sql`alter table bench_due add primary key (shard, id)`;
  await sql`create unlogged table bench_state (kind text primary key, node_id text, seq int, state jsonb)`;
  for (const kind of KINDS) {
    const run = runOf(kind);
    await sql`
      insert into bench_state
      values (${kind}, ${run.node}, ${kind === "begins" ? 0 : 1}, ${stateText(run)}::jsonb)`;
  }
  const bench = {
    database,
    world,
    url,
    flowId,
    versionId,
    dueRuns: of.dueRuns,
    steps: (of.dueRuns / 2) * (STEPS_OF.begins + STEPS_OF.waited),
  };
  await fillRuns(bench, of.waitingRuns);
  await sql`vacuum analyze`;
  return bench;
}

/** Puts everything back as it was before a measurement, and the server too: a checkpoint lies behind it. */
export async function resetBench(bench: BenchWorld): Promise<void> {
  const { sql } = bench.database;
  await sql`truncate step, attempt, attempt_run, counter, event`;
  await sql`
    update run set node_id = started.node_id, seq = started.seq, status = 'active', wake_at = ${TUESDAY},
      state = started.state, ended_at = null, ended_reason = null, succeeded = null
    from bench_due due join bench_state started on started.kind = due.kind
    where run.shard = due.shard and run.id = due.id`;
  await sql`delete from pgboss.job`;
  await sql`vacuum analyze run`;
  await sql`vacuum analyze pgboss.job_common`;
  await sql`vacuum debtor`;
  await sql`checkpoint`;
}

/** Due runs, and between them on the pages those that wait for next year. */
async function fillRuns(bench: BenchWorld, waitingRuns: number): Promise<void> {
  const { database, flowId, versionId, dueRuns } = bench;
  const waitingEach = Math.ceil(waitingRuns / dueRuns);
  await database.transaction(async ({ sql }) => {
    // The rows are right by construction; checking a million foreign keys is not what is measured.
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into run (shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, wake_at, state,
        entry, started_at)
      select due.shard, case when entry = 0 then due.id else uuidv7() end, due.debtor_id, due.account_id, ${flowId},
        ${versionId}, started.node_id, started.seq, 'active',
        case when entry = 0 then ${TUESDAY} else ${TUESDAY} + interval '400 days' end, started.state, entry + 1,
        ${TUESDAY}
      from bench_due due
      cross join generate_series(0, ${waitingEach}::int) as entry
      join bench_state started on started.kind = case when entry = 0 then due.kind else 'waited' end
      order by hashtext(due.id::text || entry)`;
  });
}

function runOf(kind: Kind): Run {
  const run = newRun(TUESDAY.getTime() - 3 * 86_400_000);
  if (kind === "begins") return run;
  const node = NodeId.parse("patience");
  return {
    ...run,
    node,
    visit: 1,
    visits: {
      [NodeId.parse("start")]: 1,
      [NodeId.parse("which")]: 1,
      [node]: 1,
    },
    waiting: { kind: "time", untilMs: TUESDAY.getTime(), exit: "next" },
  };
}
