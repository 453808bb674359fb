export {
  allocate,
  allocateAll,
  type Allocation,
  type AllocationRule,
  type DebtorPayment,
  type OwedAccount,
  type Part,
} from "./allocation/allocate.ts";
export { readCamt053 } from "./camt053/read-camt053.ts";
export { readCsvStatement, type GivenStatement } from "./csv/read-csv-statement.ts";
export { StatementLayout } from "./csv/statement-layout.ts";
export type { OpenedTable, TableForm, TableRecord } from "./csv/table-form.ts";
export { formatOf } from "./format-of.ts";
export type { Candidate, EarlierPayment } from "./matching/candidate.ts";
export type { LineMatch } from "./matching/line-match.ts";
export { matchLines, USUAL_POLICY, type MatchingPolicy } from "./matching/match-lines.ts";
export type { Proposal } from "./matching/proposal.ts";
export { numbersIn } from "./matching/words-of.ts";
export { amountInWords } from "./minor-units.ts";
export { readMt940 } from "./mt940/read-mt940.ts";
export { findReferences, type FoundReference } from "./reference/find-references.ts";
export {
  isCreditorReference,
  isPaymentReference,
  numberOfReference,
  paymentReference,
  referenceInGroups,
} from "./reference/payment-reference.ts";
export { readRemittance, type GivenRemittance } from "./remittance/read-remittance.ts";
export { RemittanceLayout } from "./remittance/remittance-layout.ts";
export { splitDeposit, type SplitDeposit } from "./remittance/split-deposit.ts";
export type {
  BadLine,
  Balance,
  Deposit,
  FilePlace,
  Payer,
  Statement,
  StatementLine,
  StatementReading,
} from "./statement.ts";
