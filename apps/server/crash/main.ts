import process, { argv, stdout } from "node:process";
import { parseArgs } from "node:util";
import { CRASHES } from "./crash-engines.ts";
import { openLaboratory, type RunReport } from "./crash-matrix.ts";
import { CRASH_POINTS } from "./crash-point.ts";
import { CRASH_CHANNELS } from "./fake-providers.ts";

/** A round is mostly waiting: two beside each other take little longer than one. */
const LABORATORIES = 2;

/** `node apps/server/crash/main.ts [--runs N]`: rounds of every channel, point and crash until there were so many. */
const { values } = parseArgs({
  args: argv.slice(2).filter((word) => word !== "--"),
  options: { runs: { type: "string", default: "900" } },
});
const rounds = Math.ceil(Number(values.runs) / (CRASH_CHANNELS.length * CRASH_POINTS.length));
const begun = performance.now();
const reports: RunReport[] = [];
let begunRounds = 0;
// One that fails lets the others end and close what they started.
const laboratories = Array.from({ length: Math.min(LABORATORIES, rounds) }, work);
const ended = await Promise.allSettled(laboratories);
for (const each of ended) if (each.status === "rejected") throw each.reason;
const byPerson = reports.filter(({ settledAs }) => settledAs.length > 0).length;
stdout.write(
  `${reports.length} runs, ${wrong(reports).length} wrong, ${byPerson} settled by a person, ${seconds()} s\n`,
);
process.exitCode = wrong(reports).length === 0 ? 0 : 1;

/** Takes the next round until none is left. */
async function work(): Promise<void> {
  const laboratory = await openLaboratory();
  try {
    while (begunRounds < rounds) {
      const crash = CRASHES[begunRounds % CRASHES.length] ?? "kill-worker";
      begunRounds += 1;
      const of = await laboratory.crashAll(crash);
      reports.push(...of);
      stdout.write(`${seconds()} s: ${reports.length} runs, ${crash}, ${wrong(of).length} wrong\n`);
      for (const each of wrong(of)) stdout.write(`${JSON.stringify(each)}\n`);
    }
  } finally {
    await laboratory.close();
  }
}

function wrong(of: readonly RunReport[]): readonly RunReport[] {
  return of.filter((each) => each.wrong.length > 0);
}

function seconds(): string {
  return ((performance.now() - begun) / 1_000).toFixed(0);
}
