import { generateMasterKey, openDatabase, setClock, type Database } from "@fairflow/db";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { addDebtors, makeWorld, publish, TUESDAY } from "../src/fixtures/made-up-world.ts";
import { installQueues } from "../src/jobs.ts";
import { crashFlow } from "./crash-flow.ts";

const WORKERS = 3;
const DEBTORS_AT_ONCE = 5_000;

export interface CrashOptions {
  /** A migrated database that is used for nothing else. */
  readonly url: string;
  readonly runs: number;
  /** How much faster than real time the clock runs: the wait of an hour becomes this many times shorter. */
  readonly speed: number;
  /** A worker is killed about this often, at random. */
  readonly killEveryMs: number;
  readonly giveUpAfterMs: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly onProgress?: (line: string) => void;
}

/** What is wrong after the crashes; every number but the first three must be 0. */
export interface CrashReport {
  readonly runs: number;
  readonly kills: number;
  readonly messages: number;
  readonly runsNotEnded: number;
  readonly stepsMissingOrTwice: number;
  readonly visitsLeftTwice: number;
  readonly messagesTwice: number;
  readonly acceptedAndNotRecorded: number;
  readonly recordedAndNotAccepted: number;
  readonly nodesOutOfBalance: number;
}

/** Runs a flow on three workers that are killed at random and started again, until every run has ended. */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const database = openDatabase(options.url, { max: 4 });
  const folder = await mkdtemp(join(tmpdir(), "fairflow-crash-"));
  const ledger = join(folder, "ledger");
  await writeFile(ledger, "");
  const masterKey = generateMasterKey();
  await installQueues(options.url);
  const world = await makeWorld(database, masterKey);
  for (let from = 0; from < options.runs; from += DEBTORS_AT_ONCE) {
    const count = Math.min(DEBTORS_AT_ONCE, options.runs - from);
    await addDebtors(database, world, { count, from });
  }
  await publish(database, crashFlow());
  await database.sql`vacuum analyze`;
  await setClock(database, { speed: options.speed, now: TUESDAY });
  const provider = fork(join(import.meta.dirname, "provider-process.ts"), [ledger]);
  const [{ port }] = await firstMessage(provider);
  const workers = new Set<ChildProcess>();
  const startWorker = () => {
    const worker = fork(join(import.meta.dirname, "worker-process.ts"), [
      options.url,
      masterKey,
      String(port),
    ]);
    workers.add(worker);
    return worker;
  };
  const ready = Array.from({ length: WORKERS }, () => firstMessage(startWorker()));
  let kills = 0;
  try {
    await Promise.all(ready);
    const begun = performance.now();
    while (performance.now() - begun < options.giveUpAfterMs) {
      await sleep(options.killEveryMs * (0.5 + options.random()));
      const ended = await endedRuns(database);
      options.onProgress?.(`${ended} of ${options.runs} runs have ended, ${kills} kills`);
      if (ended >= options.runs) break;
      const victim = [...workers][Math.floor(options.random() * workers.size)];
      if (victim === undefined) continue;
      workers.delete(victim);
      const gone = once(victim, "exit");
      victim.kill("SIGKILL");
      await gone;
      kills += 1;
      startWorker();
    }
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
    provider.kill("SIGKILL");
  }
  const accepted = (await readFile(ledger, "utf8")).split("\n").filter((line) => line !== "");
  const report = await check(database, { runs: options.runs, kills, accepted });
  await database.close();
  await rm(folder, { recursive: true, force: true });
  return report;
}

/** What a child says first; it says so when it dies before. */
async function firstMessage(child: ChildProcess) {
  const died = new AbortController();
  child.once("exit", () => died.abort(new Error("A process of the crash test died as it started")));
  return once(child, "message", { signal: died.signal });
}

async function endedRuns({ sql }: Database): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from run where status = 'ended'`;
  return row?.count ?? 0;
}

async function check(
  { sql }: Database,
  of: { readonly runs: number; readonly kills: number; readonly accepted: readonly string[] },
): Promise<CrashReport> {
  const [found] = await sql<
    {
      ended: number;
      steps: number;
      visits: number;
      not_recorded: number;
      not_accepted: number;
      nodes: number;
      twice: number;
    }[]
  >`
    with accepted as (
      select id, count(*) as times from unnest(${of.accepted}::uuid[]) as id group by id
    ), sent as (
      select id, shard from attempt where status in ('accepted', 'delivered')
    ), passed as (
      select run_id, node, visit, exit
      from step, unnest(nodes, visits, exits) as each (node, visit, exit)
    ), balance as (
      select version_id, node_id, coalesce(sum(count) filter (where metric = 'entered'), 0) as entered,
        coalesce(sum(count) filter (where metric = 'left'), 0) as gone
      from counter group by version_id, node_id
    )
    select
      (select count(*) from run where status = 'ended') as ended,
      (select count(*) from run where seq <> (
        select count(*) from step where step.shard = run.shard and run_id = run.id
      )) as steps,
      (select count(*) from (
        select from passed where exit <> '' group by run_id, node, visit having count(*) > 1
      ) as twice) as visits,
      (select count(*) from accepted where not exists (select from sent where sent.id = accepted.id)) as not_recorded,
      (select count(*) from sent where not exists (select from accepted where accepted.id = sent.id)) as not_accepted,
      (select count(*) from balance where entered <> gone + (
        select count(*) from run
        where run.version_id = balance.version_id and run.node_id = balance.node_id and status <> 'ended'
      )) as nodes,
      (select coalesce(sum(times - 1), 0)::int from accepted) + (
        select count(*) from (
          select from attempt_run join sent on sent.shard = attempt_run.shard and sent.id = attempt_id
          group by run_id, node_id, visit having count(*) > 1
        ) as visit_twice
      ) as twice`;
  if (found === undefined) throw new Error("The check gave no answer");
  return {
    runs: of.runs,
    kills: of.kills,
    messages: of.accepted.length,
    runsNotEnded: of.runs - found.ended,
    stepsMissingOrTwice: found.steps,
    visitsLeftTwice: found.visits,
    messagesTwice: found.twice,
    acceptedAndNotRecorded: found.not_recorded,
    recordedAndNotAccepted: found.not_accepted,
    nodesOutOfBalance: found.nodes,
  };
}
