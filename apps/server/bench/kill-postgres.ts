import { execFile, fork, type ChildProcess } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, env, execPath, exit, kill, stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { newId } from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { readEnvironment } from "../src/environment.ts";
import { sampleMapping } from "../src/imports/sample-mapping.ts";
import { openInstallation } from "../src/installation/open-installation.ts";
import { sandboxGateway } from "../src/payments/sandbox-gateway.ts";

/*
 * Fifty senders tell of payments while PostgreSQL is killed (-9) again and again, and a program that dies of it is started
 * again. Every notice that was acknowledged must
 * be stored, and booked once. `node apps/server/bench/kill-postgres.ts [SECONDS] [SECONDS BETWEEN KILLS]`
 */
const SENDERS = 50;
const FOR_SECONDS = Number(argv[2] ?? 120);
const KILL_EVERY_MS = Number(argv[3] ?? 10) * 1_000;
const PAUSE_MS = 100;
/** What waits is booked at the pace of the machine; it is given up where nothing moved for so long. */
const STANDS_STILL_MS = 60_000;
const AMOUNT = 1;
const RESTART_MS = 500;
const QUIET = { log: () => undefined, connections: 4, onError: () => undefined };

const PROGRAM = join(import.meta.dirname, "../src/fairflow.ts");
const home = await mkdtemp(join(tmpdir(), "fairflow-kill-postgres-"));
const server = { home: join(home, "postgres"), log: () => undefined };
let problems = 0;
try {
  const { url } = await startPostgres(server);
  const port = await freePort();
  const variables = {
    DATABASE_URL: url,
    FAIRFLOW_HOME: join(home, "fairflow"),
    FAIRFLOW_DEMO: "0",
    PORT: String(port),
  };
  await importOne(variables);
  problems = await run(variables, port);
} finally {
  await removePostgres(server.home);
  await rm(home, { recursive: true, force: true });
}
exit(problems === 0 ? 0 : 1);

async function run(variables: Readonly<Record<string, string>>, port: number): Promise<number> {
  const { bank, paymentLinkId, directory } = await prepared(variables);
  const program = supervised(variables);
  await program.ready;

  const acknowledged = new Set<string>();
  let unanswered = 0;
  const until = performance.now() + FOR_SECONDS * 1_000;
  const send = async () => {
    while (performance.now() < until) {
      const id = randomUUID();
      const asked = { paymentLinkId, amount: AMOUNT, currency: "ZAR" };
      const { body, headers } = bank.pay(asked, { kind: "paid" }, id);
      // A gateway tells again until it is answered: what was stored before the answer was lost is known then.
      while (!acknowledged.has(id) && performance.now() < until) {
        const status = await post(port, Buffer.from(body), headers);
        if (status === 200) acknowledged.add(id);
        else {
          unanswered += 1;
          await sleep(PAUSE_MS);
        }
      }
    }
  };
  let kills = 0;
  const killing = (async () => {
    while (performance.now() + KILL_EVERY_MS < until) {
      await sleep(KILL_EVERY_MS);
      const [pid] = (await readFile(join(directory, "postmaster.pid"), "utf8")).split("\n");
      kill(Number(pid), "SIGKILL");
      kills += 1;
      await startPostgres(server);
    }
  })();
  await Promise.all([killing, ...Array.from({ length: SENDERS }, send)]);

  const counts = await countedAtLast(variables, [...acknowledged]);
  await program.stop();
  const told = { kills, crashes: program.crashes(), acknowledged: acknowledged.size, unanswered };
  stdout.write(`${JSON.stringify({ ...told, ...counts }, null, 2)}\n`);
  const { stored, booked, payments, waiting, sum } = counts;
  const lost = acknowledged.size - stored + (acknowledged.size - booked);
  return lost + waiting + Math.abs(sum - payments * AMOUNT) + (kills > 0 ? 0 : 1);
}

/** What the senders need, read before anything is killed. */
async function prepared(variables: Readonly<Record<string, string>>) {
  const installation = await openInstallation(readEnvironment(variables), QUIET);
  const { database, keyring } = installation;
  const bank = sandboxGateway(keyring.keys());
  const paymentLinkId = await addLink(database.sql);
  const [row] = await database.sql<{ directory: string }[]>`
    select current_setting('data_directory') as directory`;
  await installation.close();
  return { bank, paymentLinkId, directory: row?.directory ?? "" };
}

/** The program in a process of its own, started again whenever it ends, as a service is. */
function supervised(variables: Readonly<Record<string, string>>) {
  let crashes = 0;
  let isStopping = false;
  const begin = (): ChildProcess => {
    const child = fork(join(import.meta.dirname, "served-installation.ts"), {
      env: { ...env, ...variables },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.once("exit", () => {
      if (isStopping) return;
      crashes += 1;
      setTimeout(() => {
        current = begin();
      }, RESTART_MS);
    });
    return child;
  };
  let current = begin();
  return {
    ready: once(current, "message"),
    crashes: () => crashes,
    stop: async () => {
      isStopping = true;
      const closed = once(current, "exit");
      current.kill("SIGKILL");
      await closed;
    },
  };
}

/** Counts when nothing waits any more, or nothing moves. */
async function countedAtLast(variables: Readonly<Record<string, string>>, ids: readonly string[]) {
  const installation = await openInstallation(readEnvironment(variables), QUIET);
  const { sql } = installation.database;
  let [waits, movedAt] = [await countWaiting(sql), performance.now()];
  while (waits > 0 && performance.now() - movedAt < STANDS_STILL_MS) {
    await sleep(500);
    const now = await countWaiting(sql);
    if (now < waits) movedAt = performance.now();
    waits = now;
  }
  const [counts = { stored: 0, booked: 0, payments: 0, sum: 0 }] = await sql<
    { stored: number; booked: number; payments: number; sum: number }[]
  >`
    select (select count(*)::int from inbox where provider_id = any(${ids})) as stored,
      (select count(*)::int from payment where external_id = any(${ids})) as booked,
      (select count(*)::int from payment) as payments,
      (select coalesce(-sum(amount), 0)::int from ledger_entry where kind = 'payment') as sum`;
  const waiting = await countWaiting(sql);
  await installation.close();
  return { ...counts, waiting };
}

async function post(
  port: number,
  body: Buffer<ArrayBuffer>,
  signed: Readonly<Record<string, string>>,
): Promise<number> {
  try {
    const headers = { ...signed, "content-type": "application/json" };
    const signal = AbortSignal.timeout(10_000);
    const url = `http://127.0.0.1:${port}/hooks/sandbox`;
    const response = await fetch(url, { method: "POST", body, headers, signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

type Sql = Awaited<ReturnType<typeof openInstallation>>["database"]["sql"];

async function countWaiting(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from inbox where processed_at is null and quarantined_at is null`;
  return row?.count ?? 0;
}

async function addLink(sql: Sql): Promise<string> {
  const id = newId();
  const hash = createHash("sha256").update(id).digest();
  await sql`
    insert into payment_link (id, debtor_id, account_ids, token_hash, purpose, amount_kind, minimum_amount, created_at,
      expires_at)
    select ${id}, debtor_id, array[id], ${hash}, 'pay', 'part', 1, now(), now() + interval '1 day' from account limit 1`;
  return id;
}

async function importOne(variables: Readonly<Record<string, string>>): Promise<void> {
  const csv = "Customer,Name,Invoice,Amount,Due\nC-1,Thandi Mokoena,INV-1,900000.00,2026-01-10\n";
  const [csvFile, mappingFile] = [join(home, "one.csv"), join(home, "one.json")];
  await writeFile(csvFile, csv);
  await writeFile(mappingFile, JSON.stringify(sampleMapping()));
  const words = [PROGRAM, "import", csvFile, "--mapping", mappingFile];
  await promisify(execFile)(execPath, words, { env: { ...env, ...variables } });
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
