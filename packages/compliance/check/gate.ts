/**
 * `pnpm check:gate [--cases N] [--seed N]`: puts 200,000 random cases to the gate and to the oracle.
 * `pnpm check:gate --mutants [--only TEXT]`: shows that each of the faults in `mutants/` would be noticed.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { checkMutants } from "./check-mutants.ts";
import { checkRandomCases } from "./random-cases.ts";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "200000" },
    seed: { type: "string", default: "20261122" },
    mutants: { type: "boolean", default: false },
    only: { type: "string" },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("Cases and seed are whole numbers, and there is at least one case.\n");
  process.exit(1);
}
const isRight = values.mutants
  ? await checkMutants(values.only)
  : await checkRandomCases({ seed, cases });
if (!isRight) process.exitCode = 1;
