import { openDatabase, type Database, type Keyring } from "@fairflow/db";
import {
  fixedPorts,
  startEngine,
  type EngineOptions,
  type FactDeps,
  type LetterDeps,
} from "@fairflow/engine";
import { catalog } from "@fairflow/nodes";
import { runLetters } from "../src/letters/run-letters.ts";
import { freezeAt, NO_FREEZE, type Freeze } from "./crash-point.ts";
import { fakePort } from "./fake-providers.ts";
import { frozenDatabase } from "./frozen-database.ts";
import { frozenPort, type UnderWay } from "./frozen-port.ts";
import { countTaken } from "./provider-ledger.ts";
import { keyringOf, law, type Scenario } from "./scenario.ts";

/** An engine that does everything for one scenario. */
export interface ScenarioEngine {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly underWay: UnderWay;
  /** What it ran into, which it must outlive. */
  readonly faults: readonly string[];
  /** Stops working; its database stays open. */
  readonly rest: () => Promise<void>;
  /** Stops working, if it has not yet, and closes everything. */
  readonly stop: () => Promise<void>;
}

export const SCENARIO_CONNECTIONS = 4;
/** Longer than a claim may wait before it leaves, as in the product: whoever is in doubt has begun, or never does. */
const SENDER_LOST_MS = 3_000;
const RECONCILE_EVERY_MS = 1_000;

/** @param stopping where it stops at its point; without one it goes through */
export async function startScenarioEngine(
  scenario: Scenario,
  stopping?: { readonly onReached: () => void; readonly until: Promise<unknown> },
): Promise<ScenarioEngine> {
  const freeze =
    stopping === undefined
      ? NO_FREEZE
      : freezeAt(scenario.point, stopping.onReached, stopping.until);
  const database = openDatabase(scenario.url, {
    max: SCENARIO_CONNECTIONS,
    applicationName: "crash",
  });
  const keyring = await keyringOf(database, scenario.masterKey);
  const underWay: UnderWay = { count: 0 };
  const faults: string[] = [];
  const wayOut = openWayOut(scenario, { database, keyring, freeze, underWay });
  const engine = await startEngine({
    database: frozenDatabase(database, freeze),
    databaseUrl: scenario.url,
    catalog,
    law,
    keyring,
    ...wayOut.options,
    publicUrl: "https://pay.example",
    roles: ["clock", "tick", "send"],
    senderLostMs: SENDER_LOST_MS,
    reconcileEveryMs: RECONCILE_EVERY_MS,
    onFault: (what, id, fault) => {
      faults.push(`${what} ${id}: ${fault instanceof Error ? fault.message : String(fault)}`);
    },
  });
  let resting: Promise<void> | undefined;
  const rest = () => (resting ??= engine.stop());
  return {
    database,
    facts: { ...engine.facts, database },
    underWay,
    faults,
    rest,
    stop: async () => {
      await rest();
      wayOut.close();
      await database.close();
    },
  };
}

/** How the scenario's message leaves: through an adapter, or in a batch of letters. */
function openWayOut(
  scenario: Scenario,
  of: {
    readonly database: Database;
    readonly keyring: Keyring;
    readonly freeze: Freeze;
    readonly underWay: UnderWay;
  },
): {
  readonly options: Pick<EngineOptions, "ports" | "runLetters">;
  readonly close: () => void;
} {
  const { channel, fake } = scenario;
  if (channel === "letter") {
    const runBatches = (deps: LetterDeps) =>
      runLetters({ deps, folder: fake.ledger, isLive: false });
    return { options: { ports: fixedPorts({}), runLetters: runBatches }, close: () => undefined };
  }
  const { port, close } = fakePort(channel, fake, of);
  const hasArrived = async () => (await countTaken(scenario)) > 0;
  const frozen = frozenPort(port, { ...of, hasArrived });
  return { options: { ports: fixedPorts({ [channel]: frozen }) }, close };
}
