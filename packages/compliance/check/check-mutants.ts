import { stdout } from "node:process";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { faultOf, fileOf } from "./find-mutant.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { MUTANTS } from "./mutants/all-mutants.ts";

const THREADS = 2;
/** So many random cases are tried before a mutant counts as unnoticed. */
const CASES = 40_000;
/** The code as it is has to pass so many. */
const CASES_WITHOUT_FAULT = 2_000;
/** Longer than all cases take; who has not answered by then has noticed nothing. */
const LIMIT_MS = 300_000;

const Message = z.object({ noticedBy: z.string().optional() });

/** Puts one fault after the other into the rules' code. True if each is noticed, and nothing where there is none. */
export async function checkMutants(only: string | undefined): Promise<boolean> {
  const began = performance.now();
  const mutants = MUTANTS.filter(({ breaks, file }) => `${file} ${breaks}`.includes(only ?? ""));
  const unfit = mutants.filter((mutant) => faultOf(mutant) !== undefined);
  for (const mutant of unfit) stdout.write(`${line(mutant)}: ${faultOf(mutant) ?? ""}\n`);
  if (unfit.length > 0 || mutants.length === 0) return false;
  const falseAlarm = await noticedBy(undefined, CASES_WITHOUT_FAULT);
  if (falseAlarm !== undefined) {
    stdout.write(`Without a fault something is noticed already: ${falseAlarm}\n`);
    return false;
  }
  const waiting = [...mutants.entries()];
  const unnoticed: Mutant[] = [];
  const tryNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, mutant] = next;
      const by = await noticedBy(mutant, CASES);
      if (by === undefined) unnoticed.push(mutant);
      stdout.write(`${String(index + 1).padStart(3)} ${line(mutant)}: ${by ?? "NOT NOTICED"}\n`);
    }
  };
  await Promise.all(Array.from({ length: THREADS }, tryNext));
  const seconds = Math.round((performance.now() - began) / 1000);
  const noticed = mutants.length - unnoticed.length;
  stdout.write(`${noticed} of ${mutants.length} mutants are noticed, in ${seconds} s.\n`);
  return unnoticed.length === 0;
}

function line({ file, breaks }: Mutant): string {
  return `${file}: ${breaks}`;
}

async function noticedBy(mutant: Mutant | undefined, cases: number): Promise<string | undefined> {
  const fault = mutant && {
    url: fileOf(mutant).href,
    find: mutant.find,
    replacement: mutant.replacement,
  };
  const worker = new Worker(new URL("mutant-worker.ts", import.meta.url), {
    workerData: { fault, cases },
  });
  const late = Symbol("late");
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => {
    resolve(late);
  }, LIMIT_MS);
  worker.once("message", resolve);
  worker.once("error", reject);
  try {
    const message = await promise;
    if (message === late) return undefined;
    return Message.parse(message).noticedBy;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
