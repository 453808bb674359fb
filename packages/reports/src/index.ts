export { ageingTable, type Aged } from "./ageing.ts";
export {
  attemptTable,
  penetrationTable,
  promiseTable,
  type DecidedPromises,
  type Tried,
  type Worked,
} from "./collecting.ts";
export { cureTable, redefaultTable, type Redefaults } from "./cures.ts";
export { type ReportCell, type ReportColumn, type ReportTable } from "./report-table.ts";
export { rollRateTable, type Roll } from "./roll-rates.ts";
export { vintageTable, type Cohort, type CohortPayment } from "./vintages.ts";
export { addSums, NO_SUMS, type ArmSums } from "./experiments/arm-sums.ts";
export {
  armEstimate,
  type Arm,
  type ArmDifference,
  type Estimate,
} from "./experiments/compare-arms.ts";
export { judgeExperiment, type ExperimentVerdict, type Harm } from "./experiments/verdict.ts";
