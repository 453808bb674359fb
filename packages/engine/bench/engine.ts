import { removePostgres, startPostgres } from "@fairflow/embedded";
import { migrate, openDatabase } from "@fairflow/db";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { stdout } from "node:process";
import type { PgBoss } from "pg-boss";
import { TUESDAY } from "../src/fixtures/made-up-world.ts";
import { installQueues, openBoss } from "../src/jobs.ts";
import { makeBenchWorld, resetBench, type BenchWorld } from "./bench-world.ts";
import { installStepQueue, jobPerStep, queueFirstSteps } from "./job-per-step.ts";
import { keepSamples, limit } from "./limit.ts";
import { startOurs, type Ours } from "./ours.ts";
import { stepWorld } from "./step-world.ts";

const DUE_RUNS = 20_000;
const WAITING_RUNS = 1_000_000;
const ROUNDS = 5;
/** Tried once each; the best is measured. */
const CONCURRENCIES = [2, 4] as const;
/** What is measured begins with everything equally warm: the compiler is done by then. */
const WARMING_ROUNDS = 3;

interface Measured {
  readonly stepsPerSecond: number;
  readonly walBytesPerStep: number;
}

/** `pnpm bench engine [--json]`: ours beside the limit of the server and beside one job for each step. */
const report = await withServer(async (serverUrl) => {
  const small = await openBench(serverUrl, "bench_small", 0);
  const large = await openBench(serverUrl, "bench_large", WAITING_RUNS);
  try {
    return await compare(small, large);
  } finally {
    await small.close();
    await large.close();
  }
});
stdout.write(process.argv.includes("--json") ? `${JSON.stringify(report)}\n` : tableOf(report));
process.exit(0);

interface OpenBench {
  readonly bench: BenchWorld;
  readonly boss: PgBoss;
  readonly ours: Ours;
  readonly close: () => Promise<void>;
}

async function compare(small: OpenBench, large: OpenBench) {
  const world = await stepWorld(small.bench);
  // They also leave the rows that the limit copies.
  for (let round = 0; round < WARMING_ROUNDS; round += 1) {
    await measure(small, small.ours.run);
    await measure(large, large.ours.run);
  }
  await keepSamples(small.bench);
  const runSteps = (concurrency: number) => () => jobPerStep(world, small.boss, concurrency);
  const prepareSteps = () => queueFirstSteps(small.bench, small.boss);
  const tried: { readonly concurrency: number; readonly measured: Measured }[] = [];
  for (const concurrency of CONCURRENCIES) {
    const measured = await measure(small, runSteps(concurrency), prepareSteps);
    tried.push({ concurrency, measured });
  }
  const best = tried.toSorted((a, b) => b.measured.stepsPerSecond - a.measured.stepsPerSecond)[0];
  const concurrency = best?.concurrency ?? CONCURRENCIES[0];
  for (let round = tried.length; round < WARMING_ROUNDS; round += 1) {
    await measure(small, runSteps(concurrency), prepareSteps);
  }
  const rounds: { ours: Measured; limit: Measured; job: Measured; waiting: Measured }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      ours: await measure(small, small.ours.run),
      limit: await measure(small, () => limit(small.bench, small.boss)),
      job: await measure(small, runSteps(concurrency), prepareSteps),
      waiting: await measure(large, large.ours.run),
    });
  }
  const measured = {
    ours: median(rounds.map((round) => round.ours)),
    limit: median(rounds.map((round) => round.limit)),
    jobPerStep: { ...median(rounds.map((round) => round.job)), concurrency },
    waiting: { ...median(rounds.map((round) => round.waiting)), waitingRuns: WAITING_RUNS },
  };
  return {
    ...measured,
    ratios: {
      toLimit: ratio(measured.ours.stepsPerSecond, measured.limit.stepsPerSecond),
      toJobPerStep: ratio(measured.ours.stepsPerSecond, measured.jobPerStep.stepsPerSecond),
      walOfJobPerStepToOurs: ratio(
        measured.jobPerStep.walBytesPerStep,
        measured.ours.walBytesPerStep,
      ),
      waitingToSmall: ratio(measured.waiting.stepsPerSecond, measured.ours.stepsPerSecond),
    },
    dueRuns: DUE_RUNS,
    rounds: ROUNDS,
    machine: {
      processor: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
  };
}

type Report = Awaited<ReturnType<typeof compare>>;

async function measure(
  { bench }: OpenBench,
  work: () => Promise<void>,
  prepare: () => Promise<void> = () => Promise.resolve(),
): Promise<Measured> {
  const { sql } = bench.database;
  await resetBench(bench);
  await prepare();
  await sql`checkpoint`;
  const [before] = await sql<{ lsn: string }[]>`select pg_current_wal_insert_lsn()::text as lsn`;
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1_000;
  const [after] = await sql<{ bytes: number; left: number }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ${before?.lsn ?? null}::pg_lsn)::float8 as bytes,
      (select count(*) from run where wake_at <= ${TUESDAY}) as left`;
  if (after === undefined || after.left > 0) throw new Error(`${after?.left} runs were left due`);
  return {
    stepsPerSecond: Math.round(bench.steps / seconds),
    walBytesPerStep: Math.round(after.bytes / bench.steps),
  };
}

async function openBench(serverUrl: string, name: string, waitingRuns: number): Promise<OpenBench> {
  const server = openDatabase(serverUrl, { max: 1 });
  await server.sql`create database ${server.sql(name)}`;
  await server.close();
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  const url = address.href;
  await migrate(url);
  await installQueues(url);
  const boss = await openBoss({
    url,
    max: 6,
    supervises: false,
    onError: (fault) => {
      throw fault;
    },
  });
  await installStepQueue(boss);
  const bench = await makeBenchWorld(url, { dueRuns: DUE_RUNS, waitingRuns });
  const ours = await startOurs(url);
  return {
    bench,
    boss,
    ours,
    close: async () => {
      await ours.stop();
      await boss.stop({ graceful: false });
      await bench.database.close();
    },
  };
}

/** A server of its own with its usual settings, fsync on, that is gone afterwards. */
async function withServer<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const home = await mkdtemp(join(tmpdir(), "fairflow-bench-"));
  const server = await startPostgres({ home, log: () => undefined });
  try {
    return await work(server.url);
  } finally {
    await removePostgres(home);
    await rm(home, { recursive: true, force: true });
  }
}

function median(measured: readonly Measured[]): Measured {
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    stepsPerSecond: middle(measured.map((each) => each.stepsPerSecond)),
    walBytesPerStep: middle(measured.map((each) => each.walBytesPerStep)),
  };
}

function ratio(one: number, other: number): number {
  return Math.round((one / other) * 100) / 100;
}

function tableOf({ ours: own, limit: best, jobPerStep: jobs, waiting, ratios }: Report): string {
  const row = (name: string, { stepsPerSecond, walBytesPerStep }: Measured) =>
    `${name.padEnd(44)}${String(stepsPerSecond).padStart(10)}${String(walBytesPerStep).padStart(16)}\n`;
  return [
    `${"".padEnd(44)}${"steps/s".padStart(10)}${"WAL bytes/step".padStart(16)}\n`,
    row("ours", own),
    row("limit: one statement a batch", best),
    row(`one job a step, ${jobs.concurrency} workers of 100`, jobs),
    row(`ours beside ${waiting.waitingRuns} waiting runs`, waiting),
    "\n",
    ...Object.entries(ratios).map(
      ([name, value]) => `${name.padEnd(44)}${String(value).padStart(10)}\n`,
    ),
  ].join("");
}
