export type { SimulatedMessage } from "./gate-record.ts";
export type { LedgerAccount } from "./ledger-account.ts";
export { Expectation } from "./scenario/expectation.ts";
export { Answer, AnswerTime, ForcedAnswer } from "./scenario/forced-answer.ts";
export { MadeUpPerson } from "./scenario/made-up-person.ts";
export {
  runScenario,
  type ScenarioFailure,
  type ScenarioInput,
  type ScenarioResult,
} from "./scenario/run-scenario.ts";
export { Scenario, ScenarioFile } from "./scenario/scenario.ts";
export type { TestLaw } from "./test-run/made-up-test-person.ts";
export {
  simulateLedger,
  type LedgerReport,
  type LedgerSimulation,
  type NodeReport,
} from "./simulate-ledger.ts";
