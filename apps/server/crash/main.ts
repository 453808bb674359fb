import process, { argv, stdout } from "node:process";
import { parseArgs } from "node:util";
import { CRASHES } from "./crash-engines.ts";
import { openLaboratory, type RunReport } from "./crash-matrix.ts";

/** `node apps/server/crash/main.ts [--runs N]`: rounds of every channel, point and crash until there were so many. */
const { values } = parseArgs({
  args: argv.slice(2).filter((word) => word !== "--"),
  options: { runs: { type: "string", default: "900" } },
});
const runs = Number(values.runs);
const begun = performance.now();
const laboratory = await openLaboratory();
const reports: RunReport[] = [];
try {
  for (let round = 0; reports.length < runs; round += 1) {
    const crash = CRASHES[round % CRASHES.length] ?? "kill-worker";
    const of = await laboratory.crashAll(crash);
    reports.push(...of);
    stdout.write(`${seconds()} s: ${reports.length} runs, ${crash}, ${wrong(of).length} wrong\n`);
    for (const each of wrong(of)) stdout.write(`${JSON.stringify(each)}\n`);
  }
} finally {
  await laboratory.close();
}
const byPerson = reports.filter(({ settledBy }) => settledBy !== "nobody had to").length;
stdout.write(
  `${reports.length} runs, ${wrong(reports).length} wrong, ${byPerson} settled by a person, ${seconds()} s\n`,
);
process.exitCode = wrong(reports).length === 0 ? 0 : 1;

function wrong(of: readonly RunReport[]): readonly RunReport[] {
  return of.filter((each) => each.wrong.length > 0);
}

function seconds(): string {
  return ((performance.now() - begun) / 1_000).toFixed(0);
}
