/**
 * `pnpm bench gate [--json]`: verdicts per second of one core with 20 earlier contacts, under the stop facts and a pack, as in
 * production. Every case is new to the gate in each round. Seconds are those that the process spent on any core, so that
 * other work on the machine does not count. Median of five rounds, beside a calibration loop.
 */
import { performance } from "node:perf_hooks";
import { cpuUsage } from "node:process";
import { zones } from "@fairflow/calendar/zones";
import { compilePack, type CompiledPack } from "../src/compile-pack.ts";
import { holidayTables, packs } from "../src/packs.ts";
import { permit } from "../src/permit.ts";
import { variedCases, type Place } from "./varied-cases.ts";

const CASES = 20_000;
const ROUNDS = 5;

interface Measured {
  readonly pack: string;
  readonly verdictsPerSecond: number;
  readonly floor: number;
  readonly allowed: number;
  readonly deferred: number;
  readonly forbidden: number;
}

const results = [
  measure("za-core", 100_000, { zones: ["Africa/Johannesburg"], subdivisions: [undefined] }),
  measure("us-federal-states", 50_000, {
    zones: ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"],
    subdivisions: [undefined, undefined, "US-MA", "US-WA", "US-DC", "US-FL", "US-NY-NYC"],
  }),
];
const calibrationMs = calibrate();
const holds = results.every(({ verdictsPerSecond, floor }) => verdictsPerSecond >= floor);
process.stdout.write(
  process.argv.includes("--json")
    ? `${JSON.stringify({ results, calibrationMs, holds })}\n`
    : [
        ...results.map(inWords),
        `calibration loop ${calibrationMs} ms; ${holds ? "both floors hold" : "a floor is not reached"}`,
        "",
      ].join("\n"),
);
if (!holds) process.exitCode = 1;

function measure(id: string, floor: number, place: Place): Measured {
  const law = [compiled("stop-facts"), compiled(id)];
  const rates: number[] = [];
  const kinds = { allowed: 0, deferred: 0, forbidden: 0 };
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Others each round, so that nothing is remembered of the last.
    const cases = variedCases(CASES + round, place);
    const began = cpuUsage();
    for (const { contactCase, now } of cases) kinds[permit(law, contactCase, now).kind] += 1;
    const { user, system } = cpuUsage(began);
    // The first round warms the compiler up.
    if (round > 0) rates.push(cases.length / ((user + system) / 1_000_000));
  }
  const middle = rates.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
  return { pack: id, verdictsPerSecond: Math.round(middle), floor, ...kinds };
}

function compiled(id: string): CompiledPack {
  const pack = packs.get(id);
  if (pack === undefined) throw new Error(`There is no pack ${id}`);
  return compilePack(pack, { zones, holidays: holidayTables });
}

function inWords({ pack, verdictsPerSecond, floor, ...kinds }: Measured): string {
  const shares = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
  return `${pack}: ${verdictsPerSecond} verdicts/s (floor ${floor}; ${shares.join(", ")})`;
}

/** A fixed piece of arithmetic: how fast this machine is at this moment. */
function calibrate(): number {
  const began = performance.now();
  let value = 1;
  for (let index = 0; index < 50_000_000; index += 1)
    value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
  return Math.round(performance.now() - began) + (value === 0 ? 1 : 0);
}
