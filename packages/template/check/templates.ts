/**
 * `pnpm check:templates [--templates N] [--seed N]`: tries 100,000 random templates, attacks among them. None may take more
 * than 250 ms of a thread's time to be checked, or to be read and rendered, on any channel; none may need more than 64 MB,
 * and none may reach a prototype.
 */
import { availableParallelism } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { randomTemplate } from "./random-template.ts";

const MOST_MS = 250;
const MOST_MB = 64;

const Told = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("tally"),
    tried: z.int(),
    rendered: z.int(),
    slowest: z.object({ ms: z.number(), index: z.int() }),
  }),
  z.object({ kind: z.literal("reached"), index: z.int(), what: z.string() }),
]);
type Tally = Extract<z.infer<typeof Told>, { kind: "tally" }>;

const { values } = parseArgs({
  options: {
    templates: { type: "string", default: "100000" },
    seed: { type: "string", default: "20261123" },
  },
});
const templates = Number(values.templates);
const seed = Number(values.seed);
if (!Number.isSafeInteger(templates) || templates < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write(
    "Templates and seed are whole numbers, and there is at least one template.\n",
  );
  process.exit(1);
}

const turns = Math.min(8, availableParallelism());
const begun = performance.now();
const ended = await Promise.all(
  Array.from({ length: turns }, (_, turn) => tryTurn({ seed, templates, turn, turns })),
);
const tallies = ended.flatMap(({ tally }) => tally ?? []);
const sum = (part: "tried" | "rendered") => tallies.reduce((whole, each) => whole + each[part], 0);
const [slowest] = tallies.map((each) => each.slowest).toSorted((a, b) => b.ms - a.ms);
const faults = ended.flatMap(({ fault }) => fault ?? []);
if (slowest !== undefined && slowest.ms > MOST_MS) {
  faults.push(`Template ${slowest.index} took ${slowest.ms.toFixed(0)} ms.`);
}
if (sum("tried") < templates) faults.push(`Only ${sum("tried")} of ${templates} were tried.`);
process.stdout.write(
  [
    `${sum("tried")} templates of seed ${seed}, ${sum("rendered")} texts rendered, ${turns} threads of ${MOST_MB} MB, ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    `slowest: ${slowest?.ms.toFixed(1)} ms (template ${slowest?.index})`,
    ...(faults.length === 0 ? ["None reached a prototype, 250 ms or 64 MB."] : faults),
    "",
  ].join("\n"),
);
if (faults.length > 0) process.exitCode = 1;

/** What a thread told until it ended, and what was wrong; one that needs more memory than it has ends with a fault. */
function tryTurn(work: object): Promise<{ readonly tally?: Tally; readonly fault?: string }> {
  return new Promise((resolve) => {
    let tally: Tally | undefined;
    let fault: string | undefined;
    const worker = new Worker(new URL("template-worker.ts", import.meta.url), {
      workerData: work,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MB, maxYoungGenerationSizeMb: 16 },
    });
    worker.on("message", (message) => {
      const told = Told.parse(message);
      if (told.kind === "tally") tally = told;
      else
        fault = `Template ${told.index} reached ${told.what}:\n${randomTemplate(seed, told.index).text}`;
    });
    worker.on("error", (error) => {
      fault = `A thread ended: ${error instanceof Error ? error.message : "for no reason"}`;
    });
    worker.on("exit", () =>
      resolve({
        ...(tally === undefined ? {} : { tally }),
        ...(fault === undefined ? {} : { fault }),
      }),
    );
  });
}
