export { arrearsOn, type AccountCells, type AccountRow, type DebtorCells } from "./account-row.ts";
export type { BadRow, Fault } from "./bad-row.ts";
export { Mapping } from "./mapping.ts";
export { parseMapping, type MappingProblem, type ParsedMapping } from "./parse-mapping.ts";
export {
  openAccounts,
  readAccounts,
  type OpenedAccounts,
  type ReadOptions,
  type ReadProgress,
} from "./read-accounts.ts";
export { RefusedFileError } from "./refused-file.ts";
export type { GoodRow } from "./row-reader.ts";
export { ConstantField, TargetField } from "./target-field.ts";
