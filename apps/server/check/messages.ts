import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, exit, pid, stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { startFakeTwilio, type LedgerEntry } from "@fairflow/channels/fake-twilio";
import {
  generateMasterKey,
  migrate,
  newId,
  openDatabase,
  setClock,
  type Database,
} from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { installQueues, switchSending } from "@fairflow/engine";
import { addDebtors, makeWorld, publish, TUESDAY } from "@fairflow/engine/made-up-world";
import { flowOf } from "@fairflow/engine/reminder-flow";
import { parentOf, processorMs } from "./processor-time.ts";

/*
 * Messages go through a fake Twilio at the rate that its account allows, with the gate on and two workers that share it, and
 * the fake tells what became of each. Nothing may be sent twice, nothing lost, and the rate kept within 2 %.
 * `node apps/server/check/messages.ts [MESSAGES] [A SECOND]`
 */
const COUNT = Number(argv[2] ?? 10_000);
const PER_SECOND = Number(argv[3] ?? 200);
const WORKERS = 2;
const WITHIN = 0.02;
const ACCOUNT = `AC${"1".repeat(32)}`;
const AUTH_TOKEN = "12345";
const PLAN_WITHIN_MS = 300_000;
const DRAIN_WITHIN_MS = 300_000;

const folder = await mkdtemp(join(tmpdir(), "fairflow-check-messages-"));
const server = { home: join(folder, "postgres"), log: () => undefined };
let problems: readonly string[] = [];
try {
  const { url } = await startPostgres(server);
  problems = await run(url);
} finally {
  await removePostgres(server.home);
  await rm(folder, { recursive: true, force: true });
}
for (const problem of problems) say(problem);
exit(problems.length === 0 ? 0 : 1);

async function run(url: string): Promise<readonly string[]> {
  await migrate(url);
  await installQueues(url);
  const database = openDatabase(url, { max: 4 });
  const masterKey = generateMasterKey();
  const port = await freePort();
  const fake = await startFakeTwilio({
    ledger: join(folder, "ledger.jsonl"),
    accountSid: ACCOUNT,
    authToken: AUTH_TOKEN,
    deliverTo: `http://127.0.0.1:${port}`,
  });
  const workers: ChildProcess[] = [];
  try {
    await prepare(database, masterKey);
    const options = {
      url,
      masterKey,
      provider: newId(),
      accountSid: ACCOUNT,
      authToken: AUTH_TOKEN,
      apiOrigin: fake.origin,
      perSecond: PER_SECOND,
    };
    for (let nth = 0; nth < WORKERS; nth += 1) {
      workers.push(await startWorker(nth === 0 ? { ...options, port } : options));
    }
    await until(PLAN_WITHIN_MS, async () => (await countOf(database, "planned")) === COUNT);
    say(`${COUNT} messages are planned`);
    const readUse = await useOf(database, workers);
    const before = readUse();
    await switchSending(database, { isOn: true, reason: "the check begins", userId: "check" });
    const allowedMs = (COUNT / PER_SECOND) * 1_000 + DRAIN_WITHIN_MS;
    await until(allowedMs, async () => (await countOf(database, "delivered")) === COUNT);
    sayUse(before, readUse());
    const states = await database.sql`
      select status, error_code as code, count(*)::int as count from attempt group by 1, 2 order by 3 desc`;
    say(`What we know: ${JSON.stringify(states)}`);
    return judge(fake.ledger(), await countOf(database, "delivered"));
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
    await fake.stop();
    await database.close();
  }
}

/** One message for each debtor; sending is off until all are planned. */
async function prepare(database: Database, masterKey: string): Promise<void> {
  const world = await makeWorld(database, masterKey);
  await setClock(database, { speed: 1, now: TUESDAY });
  await switchSending(database, { isOn: false, reason: "not yet", userId: "check" });
  const flow = flowOf("Check", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      message: { type: "sms", config: { template: "reminder", purpose: "collection" } },
      over: { type: "end", config: { reason: "reminded" } },
    },
    edges: [
      ["start", "next", "message"],
      ["message", "sent", "over"],
    ],
  });
  await addDebtors(database, world, { count: COUNT });
  await publish(database, flow);
}

/** What each part has used of the processor: the whole is what a message costs on a machine that does other work besides. */
async function useOf(
  { sql }: Database,
  workers: readonly ChildProcess[],
): Promise<() => Readonly<Record<string, number | undefined>>> {
  const ours = new Set(workers.flatMap((worker) => worker.pid ?? []));
  const [row] = await sql<{ backend: number }[]>`select pg_backend_pid() as backend`;
  const postmaster = parentOf(row?.backend ?? 0);
  return () => ({
    workers: processorMs((each) => ours.has(each.pid)),
    PostgreSQL: processorMs((each) => each.pid === postmaster || each.parent === postmaster),
    "the fake": processorMs((each) => each.parent === pid && !ours.has(each.pid)),
  });
}

function sayUse(
  before: Readonly<Record<string, number | undefined>>,
  after: Readonly<Record<string, number | undefined>>,
): void {
  const parts = Object.entries(after).map(([part, usedMs]) => {
    const used = usedMs === undefined ? Number.NaN : usedMs - (before[part] ?? 0);
    return `${part} ${(used / COUNT).toFixed(2)}`;
  });
  say(`Processor milliseconds for a message: ${parts.join(", ")}`);
}

function judge(ledger: readonly LedgerEntry[], delivered: number): readonly string[] {
  const accepted = ledger.flatMap((entry) => (entry.kind === "accepted" ? [entry] : []));
  const attempts = new Set(accepted.map(({ statusCallback }) => statusCallback));
  const refused = ledger.flatMap((entry) =>
    entry.kind === "called-back" && entry.answered !== 200 ? [entry.answered] : [],
  );
  const times = accepted.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b);
  const tookSeconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  const rate = accepted.length / tookSeconds;
  const twice = accepted.length - attempts.size;
  const lost = COUNT - attempts.size;
  say(
    `Accepted ${accepted.length} in ${tookSeconds.toFixed(2)} s: ${rate.toFixed(1)} a second of ${PER_SECOND}; ` +
      `at most ${mostInASecond(times)} in any second; sent twice ${twice}, lost ${lost}, delivered ${delivered}`,
  );
  return [
    ...(twice === 0 ? [] : [`${twice} were sent twice`]),
    ...(lost === 0 ? [] : [`${lost} were lost`]),
    ...(delivered === COUNT ? [] : [`Only ${delivered} are known to be delivered`]),
    ...(refused.length === 0
      ? []
      : [`${refused.length} callbacks were not acknowledged: ${[...new Set(refused)].join(", ")}`]),
    ...(Math.abs(rate / PER_SECOND - 1) <= WITHIN ? [] : ["The rate is not within 2 %"]),
  ];
}

function mostInASecond(times: readonly number[]): number {
  let [most, from] = [0, 0];
  for (const [index, at] of times.entries()) {
    while (at - (times[from] ?? at) >= 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

async function startWorker(options: Readonly<Record<string, unknown>>): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, "messages-process.ts"), [JSON.stringify(options)]);
  await Promise.race([
    once(worker, "message"),
    once(worker, "exit").then(() => Promise.reject(new Error("A worker did not start"))),
  ]);
  return worker;
}

async function countOf({ sql }: Database, status: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from attempt where status = ${status}`;
  return row?.count ?? 0;
}

async function until(withinMs: number, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await isSo()) return;
    await sleep(500);
  }
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
  });
  return promise;
}

function say(line: string): void {
  stdout.write(`${line}\n`);
}
