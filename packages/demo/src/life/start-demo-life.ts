import type { FactDeps } from "@fairflow/engine";
import type { Keyring } from "@fairflow/db";
import { setTimeout as sleep } from "node:timers/promises";
import { Agenda } from "../history/agenda.ts";
import type { Deed } from "./acting.ts";
import { demoRounds, type OnFault } from "./demo-rounds.ts";
import { installedDemo, type InstalledDemo } from "./demo-world.ts";

const LOOK_EVERY_MS = 500;

export interface DemoLifeOptions {
  /** The running engine's. */
  readonly facts: FactDeps;
  readonly keyring: Keyring;
  readonly onFault: OnFault;
}

export interface DemoLife {
  /** Ends what is under way. */
  readonly stop: () => Promise<void>;
}

/**
 * Lets the people of an installed demo world live on in demo time: they pay, answer, opt out, dispute; specialists decide;
 * the client's feed brings new invoices. Everything goes through the engine's public functions, as it does when a visitor
 * plays a debtor. Where no demo was seeded it does nothing.
 */
export async function startDemoLife(options: DemoLifeOptions): Promise<DemoLife> {
  const demo = await installedDemo(options.facts.database);
  if (demo === undefined) return { stop: () => Promise.resolve() };
  const stopping = new AbortController();
  const living = live(demo, options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await living;
    },
  };
}

async function live(
  demo: InstalledDemo,
  { facts, keyring, onFault }: DemoLifeOptions,
  signal: AbortSignal,
): Promise<void> {
  const agenda = new Agenda<Deed>();
  const round = await demoRounds({ facts, keyring, demo, agenda }, onFault);
  while (!signal.aborted) {
    try {
      await round();
    } catch (fault) {
      onFault("demo", "life", fault);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
