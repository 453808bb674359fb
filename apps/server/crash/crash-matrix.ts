import { generateMasterKey, migrate, openDatabase } from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { installQueues } from "@fairflow/engine";
import { makeWorld, type MadeUpWorld } from "@fairflow/engine/made-up-world";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kill } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { CRASH_POINTS, needsSilence } from "./crash-point.ts";
import {
  CRASH_CHANNELS,
  startFake,
  type CrashChannel,
  type FakeProvider,
} from "./fake-providers.ts";
import { startScenarioEngine, type ScenarioEngine } from "./scenario-engine.ts";
import {
  answerDoubt,
  hasEnded,
  judge,
  letTimePass,
  prepareScenario,
  type Scenario,
} from "./scenario.ts";

/** What happens to the worker that stands at its point. */
export const CRASHES = ["kill-worker", "kill-postgres", "cut-connections"] as const;
export type Crash = (typeof CRASHES)[number];

export interface RunReport {
  readonly channel: CrashChannel;
  readonly point: string;
  readonly crash: Crash;
  /** Who found out whether a message in doubt had arrived. */
  readonly settledBy: "nobody had to" | "a person";
  /** Empty where it went as it must. */
  readonly wrong: readonly string[];
}

const BASE = "base";
const LOOK_EVERY_MS = 200;
const REACH_WITHIN_MS = 60_000;
const END_WITHIN_MS = 90_000;
/** A message in doubt is a person's business once the provider could have been asked a few times. */
const ASK_A_PERSON_AFTER_MS = 4_000;

export interface Laboratory {
  /** Takes one worker for each channel and point to where it stands, crashes them all, and lets them recover. */
  readonly crashAll: (crash: Crash) => Promise<readonly RunReport[]>;
  readonly close: () => Promise<void>;
}

/** A PostgreSQL of its own, which is killed, and fakes that outlive everything. */
export async function openLaboratory(): Promise<Laboratory> {
  const home = await mkdtemp(join(tmpdir(), "fairflow-crash-matrix-"));
  const server = { home: join(home, "postgres"), log: () => undefined };
  const url = await startRoomy(server);
  const masterKey = generateMasterKey();
  const world = await makeBase(url, masterKey);
  const fakes = new Map<string, FakeProvider>();
  for (const channel of CRASH_CHANNELS) {
    for (const isSilent of [false, true]) {
      fakes.set(`${channel} ${isSilent}`, await startFake(channel, home, isSilent));
    }
  }
  let ordinal = 0;
  const prepare = async (): Promise<readonly Scenario[]> => {
    const scenarios: Scenario[] = [];
    for (const channel of CRASH_CHANNELS) {
      for (const point of CRASH_POINTS) {
        const fake = fakes.get(`${channel} ${needsSilence(point)}`);
        if (fake === undefined) throw new Error("A fake is missing");
        ordinal += 1;
        const database = await cloneBase(url, `scenario_${ordinal}`);
        const scenario = {
          ordinal,
          channel,
          point,
          url: database,
          masterKey,
          fake: fake.address,
        };
        await prepareScenario(scenario, world);
        scenarios.push(scenario);
      }
    }
    return scenarios;
  };
  return {
    crashAll: async (crash) => {
      const scenarios = await prepare();
      const engines = await crashThem(scenarios, crash, () => restartPostgres(url, server));
      try {
        return await Promise.all(
          scenarios.map((scenario) => seeItEnd(scenario, crash, engines.get(scenario.ordinal))),
        );
      } finally {
        await Promise.all([...engines.values()].map((engine) => engine.stop()));
        await dropAll(url, scenarios);
      }
    },
    close: async () => {
      for (const fake of fakes.values()) await fake.stop();
      await removePostgres(server.home);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Each engine has connections of its own, and dozens stand at their points at once. */
async function startRoomy(server: Parameters<typeof startPostgres>[0]): Promise<string> {
  const { url, stop } = await startPostgres(server);
  await administer(url, (sql) => sql`alter system set max_connections = 600`);
  await stop();
  return (await startPostgres(server)).url;
}

type Engines = ReadonlyMap<number, ScenarioEngine>;

/** @returns the engines that go on: those that were hit, or for a killed process others in its place */
async function crashThem(
  scenarios: readonly Scenario[],
  crash: Crash,
  restart: () => Promise<void>,
): Promise<Engines> {
  if (crash === "kill-worker") {
    await killAtPoints(scenarios);
    return startAll(scenarios);
  }
  const thaw = Promise.withResolvers<undefined>();
  const reached = scenarios.map(() => Promise.withResolvers<undefined>());
  const engines = await startAll(scenarios, (index) => ({
    onReached: () => reached[index]?.resolve(undefined),
    until: thaw.promise,
  }));
  const databases = [...engines.values()].map(({ database }) => database);
  const names = scenarios.map(({ channel, point }) => `${channel} ${point}`);
  await allReached(
    names,
    reached.map(({ promise }) => promise),
    () => Promise.all(databases.map(letTimePass)),
  );
  if (crash === "kill-postgres") {
    const restarted = restart();
    thaw.resolve(undefined);
    await restarted;
  } else {
    await Promise.all(scenarios.map(cutConnections));
    thaw.resolve(undefined);
  }
  return engines;
}

async function startAll(
  scenarios: readonly Scenario[],
  stopping?: (index: number) => {
    readonly onReached: () => void;
    readonly until: Promise<unknown>;
  },
): Promise<Engines> {
  const engines = new Map<number, ScenarioEngine>();
  for (const [index, scenario] of scenarios.entries()) {
    engines.set(scenario.ordinal, await startScenarioEngine(scenario, stopping?.(index)));
  }
  return engines;
}

/** A process with a worker at each point, killed when all of them stand there. */
async function killAtPoints(scenarios: readonly Scenario[]): Promise<void> {
  const host = fork(join(import.meta.dirname, "host-process.ts"), [JSON.stringify(scenarios)]);
  const gone = once(host, "exit");
  const died = gone.then(() => {
    throw new Error("The process of the workers ended before it was killed");
  });
  const reached = new Map(
    scenarios.map(({ ordinal }) => [ordinal, Promise.withResolvers<undefined>()]),
  );
  host.on("message", (message) => {
    if (typeof message !== "object" || !("reached" in message)) return;
    reached.get(Number(message.reached))?.resolve(undefined);
  });
  const watching = scenarios.map(({ url }) => openDatabase(url, { max: 1 }));
  try {
    const names = scenarios.map(({ channel, point }) => `${channel} ${point}`);
    const promises = [...reached.values()].map(({ promise }) => promise);
    const all = allReached(names, promises, () => Promise.all(watching.map(letTimePass)));
    await Promise.race([all, died]);
  } finally {
    host.kill("SIGKILL");
    await gone;
    died.catch(() => undefined);
    await Promise.all(watching.map((database) => database.close()));
  }
}

/** @throws when a point is not reached, with its name */
async function allReached(
  names: readonly string[],
  reached: readonly Promise<unknown>[],
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const missing = new Set(names);
  for (const [index, promise] of reached.entries()) {
    void promise.then(() => missing.delete(names[index] ?? ""));
  }
  const until = performance.now() + REACH_WITHIN_MS;
  while (missing.size > 0) {
    if (performance.now() > until) throw new Error(`Never reached: ${[...missing].join(", ")}`);
    await meanwhile();
    await sleep(LOOK_EVERY_MS);
  }
}

async function seeItEnd(
  scenario: Scenario,
  crash: Crash,
  engine: ScenarioEngine | undefined,
): Promise<RunReport> {
  if (engine === undefined) throw new Error("A scenario has no engine");
  const { channel, point } = scenario;
  const { database } = engine;
  const begun = performance.now();
  let settledBy: RunReport["settledBy"] = "nobody had to";
  while (performance.now() - begun < END_WITHIN_MS && !(await hasEnded(database))) {
    await letTimePass(database);
    if (engine.underWay.count === 0 && performance.now() - begun > ASK_A_PERSON_AFTER_MS) {
      if (await answerDoubt(engine.facts, scenario)) settledBy = "a person";
    }
    await sleep(LOOK_EVERY_MS);
  }
  const wrong = await judge(scenario, database);
  const faults = wrong.length === 0 ? [] : engine.faults.slice(0, 5);
  return { channel, point, crash, settledBy, wrong: [...wrong, ...faults] };
}

async function makeBase(url: string, masterKey: string): Promise<MadeUpWorld> {
  const base = await createDatabase(url, (sql) => sql`create database ${sql(BASE)}`, BASE);
  await migrate(base);
  await installQueues(base);
  const database = openDatabase(base, { max: 2 });
  const world = await makeWorld(database, masterKey);
  await database.close();
  return world;
}

function cloneBase(url: string, name: string): Promise<string> {
  return createDatabase(
    url,
    (sql) => sql`create database ${sql(name)} template ${sql(BASE)}`,
    name,
  );
}

async function createDatabase(
  url: string,
  create: (sql: postgres.Sql) => PromiseLike<unknown>,
  name: string,
): Promise<string> {
  await administer(url, create);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function dropAll(url: string, scenarios: readonly Scenario[]): Promise<void> {
  await administer(url, async (sql) => {
    for (const { ordinal } of scenarios) {
      await sql`drop database ${sql(`scenario_${ordinal}`)} with (force)`;
    }
  });
}

async function cutConnections({ url }: Scenario): Promise<void> {
  await administer(
    url,
    (sql) => sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  );
}

async function restartPostgres(
  url: string,
  server: Parameters<typeof startPostgres>[0],
): Promise<void> {
  const directory = await administer(url, async (sql) => {
    const [row] = await sql`select current_setting('data_directory') as directory`;
    return String(row?.["directory"]);
  });
  const [pid] = (await readFile(join(directory, "postmaster.pid"), "utf8")).split("\n");
  kill(Number(pid), "SIGKILL");
  await startPostgres(server);
}

async function administer<Result>(
  url: string,
  work: (sql: postgres.Sql) => PromiseLike<Result>,
): Promise<Result> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
