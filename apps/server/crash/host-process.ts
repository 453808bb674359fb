import process, { argv } from "node:process";
import { startScenarioEngine } from "./scenario-engine.ts";
import type { Scenario } from "./scenario.ts";

/** Takes each scenario of its argument to its point, says so, and stands there until it is killed. */
const scenarios: readonly Scenario[] = JSON.parse(argv[2] ?? "[]");
await Promise.all(
  scenarios.map((scenario) =>
    startScenarioEngine(scenario, {
      onReached: () => process.send?.({ reached: scenario.ordinal }),
      until: new Promise(() => undefined),
    }),
  ),
);
