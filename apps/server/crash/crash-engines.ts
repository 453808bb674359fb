import { openDatabase, type Database } from "@fairflow/db";
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startScenarioEngine, type ScenarioEngine } from "./scenario-engine.ts";
import type { ScenarioPostgres } from "./scenario-postgres.ts";
import { passTime, type Scenario } from "./scenario.ts";

/** What happens to the worker that stands at its point. */
export const CRASHES = ["kill-worker", "kill-postgres", "cut-connections"] as const;
export type Crash = (typeof CRASHES)[number];

/** By the ordinals of their scenarios. */
export type Engines = ReadonlyMap<number, ScenarioEngine>;

const LOOK_EVERY_MS = 200;
const REACH_WITHIN_MS = 150_000;

/**
 * Takes an engine for each scenario to its point, crashes all of them there, and lets them go on.
 *
 * @returns the engines that go on: those that were hit, or for a killed process others in its place
 * @throws when a point is not reached, with its name
 */
export async function crashEngines(
  scenarios: readonly Scenario[],
  crash: Crash,
  server: Pick<ScenarioPostgres, "crash" | "cutConnections">,
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
  const names = scenarios.map(({ channel, point }) => `${channel} ${point}`);
  await allReached(
    names,
    reached.map(({ promise }) => promise),
    () =>
      letPass(
        [...engines.values()].map(({ database }) => database),
        scenarios,
      ),
  );
  if (crash === "kill-postgres") {
    const restarted = server.crash();
    thaw.resolve(undefined);
    await restarted;
  } else {
    await Promise.all(scenarios.map(({ url }) => server.cutConnections(url)));
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
  const starting = scenarios.map(async (scenario, index) => {
    const engine = await startScenarioEngine(scenario, stopping?.(index));
    return [scenario.ordinal, engine] as const;
  });
  return new Map(await Promise.all(starting));
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
    const all = allReached(names, promises, () => letPass(watching, scenarios));
    await Promise.race([all, died]);
  } finally {
    host.kill("SIGKILL");
    await gone;
    died.catch(() => undefined);
    await Promise.all(watching.map((database) => database.close()));
  }
}

function letPass(databases: readonly Database[], scenarios: readonly Scenario[]): Promise<unknown> {
  return Promise.all(
    scenarios.flatMap((scenario, index) => {
      const database = databases[index];
      return database === undefined ? [] : [passTime(database, scenario)];
    }),
  );
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
