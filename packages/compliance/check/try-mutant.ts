import { readFileSync } from "node:fs";
import { agreementOf } from "../src/oracle/agreement.ts";
import { committedKit, committedTables } from "../src/oracle/committed-law.ts";
import { randomCase } from "../src/oracle/random-case.ts";
import { packs } from "../src/packs.ts";
import { runVectors } from "../src/vectors.ts";
import { firstWrongHandCase } from "./hand-cases.ts";

const VECTORS = ["cases.json", "more-cases.json"];
const SEED = 7;

/** What notices that something is wrong with the gate: a vector, a refusal by hand, or the oracle. */
export function whatNotices(cases: number): string | undefined {
  for (const name of VECTORS) {
    const text = readFileSync(new URL(`../src/vectors/${name}`, import.meta.url), "utf8");
    const failed = runVectors(JSON.parse(text), packs, committedTables).find(({ pass }) => !pass);
    if (failed !== undefined) return `vector ${failed.n} of ${name}, ${failed.title}`;
  }
  const wrong = firstWrongHandCase();
  if (wrong !== undefined) return `refusal of ${wrong}`;
  const kit = committedKit();
  const judge = agreementOf(kit, committedTables);
  for (let index = 0; index < cases; index += 1) {
    if (!judge(randomCase(kit, SEED, index)).agree) return `oracle, case ${index}`;
  }
  return undefined;
}
