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

const LOOK_EVERY_MS = 400;
const REACH_WITHIN_MS = 240_000;

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
  await allReached(
    scenarios,
    reached.map(({ promise }) => promise),
    ({ ordinal }) => engines.get(ordinal)?.database,
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
  const watching = new Map(
    scenarios.map(({ ordinal, url }) => [ordinal, openDatabase(url, { max: 1 })]),
  );
  try {
    const promises = [...reached.values()].map(({ promise }) => promise);
    const all = allReached(scenarios, promises, ({ ordinal }) => watching.get(ordinal));
    await Promise.race([all, died]);
  } finally {
    host.kill("SIGKILL");
    await gone;
    died.catch(() => undefined);
    await Promise.all([...watching.values()].map((database) => database.close()));
  }
}

/**
 * Lets time pass for each scenario until its engine stands at its point.
 *
 * @throws when a point is not reached, with its name
 */
async function allReached(
  scenarios: readonly Scenario[],
  reached: readonly Promise<unknown>[],
  databaseOf: (scenario: Scenario) => Database | undefined,
): Promise<void> {
  const missing = new Set(scenarios);
  for (const [index, scenario] of scenarios.entries()) {
    void reached[index]?.then(() => missing.delete(scenario));
  }
  const until = performance.now() + REACH_WITHIN_MS;
  while (missing.size > 0) {
    if (performance.now() > until) {
      const names = [...missing].map(({ channel, point }) => `${channel} ${point}`);
      throw new Error(`Never reached: ${names.join(", ")}`);
    }
    await Promise.all(
      [...missing].map(async (scenario) => {
        const database = databaseOf(scenario);
        if (database !== undefined) await passTime(database, scenario);
      }),
    );
    await sleep(LOOK_EVERY_MS);
  }
}
