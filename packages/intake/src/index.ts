export {
  arrearsOn,
  type AccountCells,
  type AccountKind,
  type AccountRow,
  type Channel,
  type Collector,
  type CustomValue,
  type DebtorCells,
} from "./account-row.ts";
export { accountsFrom, type Accounts } from "./accounts-from.ts";
export type { BadRow, Fault } from "./bad-row.ts";
export { Delimiter } from "./delimiter.ts";
export { detect, type Detected, type DetectedColumn, type DetectedDates } from "./detect.ts";
export { emailAddress } from "./email-address.ts";
export { Encoding } from "./encoding.ts";
export { languageTag } from "./language-tag.ts";
export { lookalikes, overlookedColumns, type Lookalike } from "./lookalikes.ts";
export { Mapping } from "./mapping.ts";
export { dateReader, type ReadDate } from "./date-format.ts";
export { parseMapping, type MappingProblem, type ParsedMapping } from "./parse-mapping.ts";
export { phoneNumber } from "./phone.ts";
export { problemsToCsv } from "./problems-to-csv.ts";
export {
  openAccounts,
  readAccounts,
  type OpenedAccounts,
  type ReadOptions,
  type ReadProgress,
} from "./read-accounts.ts";
export { RefusedFileError } from "./refused-file.ts";
export type { GoodRow } from "./row-reader.ts";
export { openTable, type Table } from "./table.ts";
export { ConstantField, TargetField } from "./target-field.ts";
