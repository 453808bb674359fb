export type { SimulatedMessage } from "./gate-record.ts";
export type { LedgerAccount } from "./ledger-account.ts";
export { Expectation } from "./scenario/expectation.ts";
export { Answer, AnswerTime, ForcedAnswer } from "./scenario/forced-answer.ts";
export { instantOf, LocalMoment } from "./scenario/local-moment.ts";
export { MadeUpPerson } from "./scenario/made-up-person.ts";
export {
  runCompiledScenario,
  runScenario,
  whoAndWhen,
  type ScenarioFailure,
  type ScenarioInput,
  type ScenarioResult,
} from "./scenario/run-scenario.ts";
export { Scenario, ScenarioFile } from "./scenario/scenario.ts";
export { countTrajectory, noCounts, type TestCounts } from "./test-run/count-trajectory.ts";
export {
  madeUpTestPerson,
  UnrunnableScenarioError,
  type TestLaw,
} from "./test-run/made-up-test-person.ts";
export type { Moment, TestMessage } from "./test-run/moment.ts";
export type { Owed } from "./test-run/owed.ts";
export type { TestAccount, TestPerson } from "./test-run/test-person.ts";
export { whatHappened, type WhatHappened } from "./test-run/what-happened.ts";
export { trajectoryOf, type Trajectory, type TrajectoryInput } from "./test-run/trajectory.ts";
export {
  simulateLedger,
  type LedgerReport,
  type LedgerSimulation,
  type NodeReport,
} from "./simulate-ledger.ts";
