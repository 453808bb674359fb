import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { crashEngines, type Crash } from "./crash-engines.ts";
import { CRASH_POINTS, needsSilence, type CrashPoint } from "./crash-point.ts";
import { CRASH_CHANNELS, openFakes, type CrashChannel, type Fakes } from "./fake-providers.ts";
import { SCENARIO_CONNECTIONS, type ScenarioEngine } from "./scenario-engine.ts";
import { startScenarioPostgres, type ScenarioPostgres } from "./scenario-postgres.ts";
import {
  answerDoubt,
  hasEnded,
  judge,
  passTime,
  prepareScenario,
  type Scenario,
} from "./scenario.ts";

export interface RunReport {
  readonly channel: CrashChannel;
  readonly point: CrashPoint;
  readonly crash: Crash;
  /** What a person said of messages in doubt, in its order. */
  readonly settledAs: readonly ("sent" | "not sent")[];
  /** Empty where it went as it must. */
  readonly wrong: readonly string[];
}

const LOOK_EVERY_MS = 400;
const END_WITHIN_MS = 240_000;
/** A message in doubt is a person's business once the provider could have been asked. */
const ASK_A_PERSON_AFTER_MS = 4_000;

export interface Laboratory {
  /** Takes one worker for each channel and point to where it stands, crashes them all, and lets them recover. */
  readonly crashAll: (crash: Crash) => Promise<readonly RunReport[]>;
  readonly close: () => Promise<void>;
}

/** A PostgreSQL of its own, which is killed, and fakes that outlive everything. */
export async function openLaboratory(): Promise<Laboratory> {
  const home = await mkdtemp(join(tmpdir(), "fairflow-crash-matrix-"));
  const server = await startScenarioPostgres(join(home, "postgres"));
  const fakes = await openFakes(home);
  let ordinal = 0;
  return {
    crashAll: async (crash) => {
      const scenarios = await Promise.all(
        CRASH_CHANNELS.flatMap((channel) =>
          CRASH_POINTS.map((point) => {
            ordinal += 1;
            return prepare({ server, fakes }, { ordinal, channel, point });
          }),
        ),
      );
      const engines = await crashEngines(scenarios, crash, server);
      try {
        return await Promise.all(
          scenarios.map((scenario) => seeItEnd(scenario, crash, engines.get(scenario.ordinal))),
        );
      } finally {
        await Promise.all([...engines.values()].map((engine) => engine.stop()));
        await Promise.all(scenarios.map(({ url }) => server.drop(url)));
      }
    },
    close: async () => {
      await fakes.stop();
      await server.remove();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function prepare(
  { server, fakes }: { readonly server: ScenarioPostgres; readonly fakes: Fakes },
  of: Pick<Scenario, "ordinal" | "channel" | "point">,
): Promise<Scenario> {
  const { ordinal, channel, point } = of;
  const fake = await fakes.addressOf({ channel, ordinal, isSilent: needsSilence(point) });
  const url = await server.clone(`scenario_${ordinal}`);
  const scenario = { ...of, url, masterKey: server.masterKey, fake };
  await prepareScenario(scenario, server.world);
  return scenario;
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
  const settledAs: ("sent" | "not sent")[] = [];
  let cuts = 0;
  while (performance.now() - begun < END_WITHIN_MS) {
    try {
      if (await hasEnded(database)) break;
      await passTime(database, scenario);
      if (engine.underWay.count === 0 && performance.now() - begun > ASK_A_PERSON_AFTER_MS) {
        const answer = await answerDoubt(engine.facts, scenario);
        if (answer !== undefined) settledAs.push(answer);
      }
    } catch (error) {
      // Who looks has lost each of the pool's connections too.
      cuts += 1;
      if (cuts > SCENARIO_CONNECTIONS) throw error;
    }
    await sleep(LOOK_EVERY_MS);
  }
  await engine.rest();
  const wrong = await judge(scenario, database);
  const faults = wrong.length === 0 ? [] : engine.faults.slice(0, 5);
  return { channel, point, crash, settledAs, wrong: [...wrong, ...faults] };
}
