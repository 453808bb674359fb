import { batchSample, batchSlice } from "./batch.ts";
import {
  addScenario,
  changeScenario,
  removeScenario,
  runScenarios,
  scenarios,
} from "./scenarios.ts";
import { testRun } from "./test-run.ts";

/** Trying flows out. Apart from the others, since only that screen needs what they are made of. */
export const testRunEndpoints = {
  addScenario,
  batchSample,
  batchSlice,
  changeScenario,
  removeScenario,
  runScenarios,
  scenarios,
  testRun,
} as const;
