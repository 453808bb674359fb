import { openDatabase, type Database } from "@fairflow/db";
import { fixedPorts, startEngine, type FactDeps } from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import { freezeAt, NO_FREEZE } from "./crash-point.ts";
import { countTaken, fakePort } from "./fake-providers.ts";
import { frozenDatabase } from "./frozen-database.ts";
import { frozenPort, type UnderWay } from "./frozen-port.ts";
import { keyringOf, law, type Scenario } from "./scenario.ts";

/** An engine that does everything for one scenario. */
export interface ScenarioEngine {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly underWay: UnderWay;
  /** What it ran into, which it must outlive. */
  readonly faults: readonly string[];
  readonly stop: () => Promise<void>;
}

const SENDER_LOST_MS = 1_000;
const RECONCILE_EVERY_MS = 500;

/** @param stopping where it stops at its point; without one it goes through */
export async function startScenarioEngine(
  scenario: Scenario,
  stopping?: { readonly onReached: () => void; readonly until: Promise<unknown> },
): Promise<ScenarioEngine> {
  const freeze =
    stopping === undefined
      ? NO_FREEZE
      : freezeAt(scenario.point, stopping.onReached, stopping.until);
  const database = openDatabase(scenario.url, { max: 4, applicationName: "crash" });
  const keyring = await keyringOf(database, scenario.masterKey);
  const underWay: UnderWay = { count: 0 };
  const faults: string[] = [];
  const { port, close } = fakePort(scenario.channel, scenario.fake, { database, keyring });
  const frozen = frozenPort(port, {
    freeze,
    underWay,
    hasArrived: async (to) => (await countTaken(scenario.fake, to)) > 0,
  });
  const engine = await startEngine({
    database: frozenDatabase(database, freeze),
    databaseUrl: scenario.url,
    catalog,
    law,
    keyring,
    ports: fixedPorts({ [scenario.channel]: frozen }),
    publicUrl: "https://pay.example",
    roles: ["clock", "tick", "send"],
    senderLostMs: SENDER_LOST_MS,
    reconcileEveryMs: RECONCILE_EVERY_MS,
    onFault: (what, id, fault) => {
      faults.push(`${what} ${id}: ${fault instanceof Error ? fault.message : String(fault)}`);
    },
  });
  return {
    database,
    facts: { ...engine.facts, database },
    underWay,
    faults,
    stop: async () => {
      await engine.stop();
      close();
      await database.close();
    },
  };
}
