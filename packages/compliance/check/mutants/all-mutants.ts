import { COUNT_MUTANTS } from "./counts.ts";
import { HOLD_MUTANTS } from "./holds.ts";
import { HOURS_MUTANTS } from "./hours.ts";
import { PERIOD_MUTANTS } from "./periods.ts";
import { SPEAKING_MUTANTS } from "./speaking.ts";
import type { Mutant } from "./mutant.ts";

/** Faults that somebody could make in the rules' code without noticing. `check:gate --mutants` shows that each is noticed. */
export const MUTANTS: readonly Mutant[] = [
  ...HOURS_MUTANTS,
  ...COUNT_MUTANTS,
  ...PERIOD_MUTANTS,
  ...HOLD_MUTANTS,
  ...SPEAKING_MUTANTS,
];
