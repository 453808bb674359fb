/** One of the threads that try random templates: it takes every one of its turn, within the memory that it was given. */
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { LEAKED, watchPrototypes } from "./prototype-watch.ts";
import { randomTemplate } from "./random-template.ts";
import { tryTemplate } from "./try-template.ts";

const Work = z.object({ seed: z.int(), templates: z.int(), turn: z.int(), turns: z.int() });
const REPORT_EVERY = 500;

const { seed, templates, turn, turns } = Work.parse(workerData);
const watch = watchPrototypes();
let tried = 0;
let rendered = 0;
let slowest = { ms: 0, index: -1 };
for (let index = turn; index < templates; index += turns) {
  const made = randomTemplate(seed, index);
  const { said, rendered: own } = tryTemplate(made, (run) => measured(index, run));
  tried += 1;
  rendered += own;
  const leak = said.find((each) => LEAKED.test(each) && !LEAKED.test(made.text + made.name));
  const reached = watch.reached();
  if (leak !== undefined || reached.length > 0) {
    parentPort?.postMessage({ kind: "reached", index, what: reached.join(", ") || "an object" });
    break;
  }
  if (tried % REPORT_EVERY === 0) report();
}
report();

/** The thread's own time: what a busy machine takes from it is not the template's fault. */
function measured<Result>(index: number, run: () => Result): Result {
  const begun = process.threadCpuUsage();
  const result = run();
  const spent = process.threadCpuUsage(begun);
  const ms = (spent.user + spent.system) / 1000;
  if (ms > slowest.ms) slowest = { ms, index };
  return result;
}

function report(): void {
  parentPort?.postMessage({ kind: "tally", tried, rendered, slowest });
}
