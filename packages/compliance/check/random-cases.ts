import { stdout } from "node:process";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { packs } from "../src/packs.ts";
import { decidingRules } from "../src/oracle/random-case.ts";
import { UNDECIDED_RULES } from "../src/oracle/undecided-rules.ts";
import { emptyTally, sumOf, type CaseTally } from "./case-tally.ts";

/** From so many cases on, each rule must have decided one alone. */
const ENOUGH_FOR_ALL = 200_000;
const THREADS = 2;

const Counts = z.record(z.string(), z.int());
const Message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("disagree"), text: z.string() }),
  z.object({
    kind: z.literal("tally"),
    tally: z.object({ cases: z.int(), kinds: Counts, decidedBy: Counts }),
  }),
]);

/** Puts random cases to the gate and to the oracle on two threads. True if they agree on all, and each rule was tried. */
export async function checkRandomCases(wanted: {
  readonly seed: number;
  readonly cases: number;
}): Promise<boolean> {
  const { seed, cases } = wanted;
  const began = performance.now();
  const tallies: CaseTally[] = Array.from({ length: THREADS }, emptyTally);
  const disagreements: string[] = [];
  const workers = tallies.map(
    (_, turn) =>
      new Worker(new URL("case-worker.ts", import.meta.url), {
        workerData: { seed, cases, turn, turns: THREADS },
      }),
  );
  let shown = 0;
  const ends = workers.map((worker, turn) => {
    worker.on("message", (data) => {
      const message = Message.parse(data);
      if (message.kind === "disagree") {
        disagreements.push(message.text);
        return;
      }
      tallies[turn] = message.tally;
      const done = sumOf(tallies).cases;
      if (done - shown < cases / 20) return;
      shown = done;
      stdout.write(`  ${done} of ${cases} cases agree\n`);
    });
    return new Promise<void>((resolve, reject) => {
      worker.once("exit", () => {
        resolve();
      });
      worker.once("error", reject);
    });
  });
  await Promise.all(ends);
  const sum = sumOf(tallies);
  for (const text of disagreements) stdout.write(`${text}\n`);
  const untried = showRules(sum.decidedBy);
  const kinds = Object.entries(sum.kinds).map(([kind, count]) => `${count} ${kind}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  const isTried = untried.length === 0 || cases < ENOUGH_FOR_ALL;
  if (!isTried) stdout.write(`No case was decided by ${untried.join(", ")} alone.\n`);
  stdout.write(
    disagreements.length > 0
      ? `The gate and the oracle disagree (seed ${seed}).\n`
      : `The gate and the oracle agree on ${sum.cases} cases (${kinds.join(", ")}; seed ${seed}) in ${seconds} s.\n`,
  );
  return disagreements.length === 0 && isTried;
}

/** Prints how many cases each rule decided alone. Gives those that decided none and are not known to be mute. */
function showRules(decidedBy: Readonly<Record<string, number>>): readonly string[] {
  const ids = [...packs.values()].flatMap(decidingRules).map(({ id }) => id);
  for (const id of ids) {
    const excuse = UNDECIDED_RULES[id];
    const count = String(decidedBy[id] ?? 0).padStart(7);
    stdout.write(`${count} ${id}${excuse === undefined ? "" : `  (${excuse})`}\n`);
  }
  return ids.filter((id) => !((decidedBy[id] ?? 0) > 0) && UNDECIDED_RULES[id] === undefined);
}
