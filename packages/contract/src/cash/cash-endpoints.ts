import { cashAccounts } from "./cash-accounts.ts";
import {
  allocateLine,
  approveRefund,
  askRefund,
  bookPayout,
  moveAllocation,
  returnPayments,
  setLineAside,
  splitLine,
  undoAllocation,
} from "./cash-acts.ts";
import { cashLine, cashLines, cashSums } from "./cash-lines.ts";
import { cashRules, saveCashRules } from "./cash-rules.ts";
import { gatewayTakings } from "./gateway-takings.ts";
import {
  bookStatement,
  cancelStatement,
  previewStatement,
  reportedStatement,
  saveStatementLayout,
  statementFile,
  statementFiles,
  statementGlance,
  statementLayouts,
} from "./statement-files.ts";

export const cashEndpoints = {
  allocateLine,
  approveRefund,
  askRefund,
  bookPayout,
  bookStatement,
  cancelStatement,
  cashAccounts,
  cashLine,
  cashLines,
  cashRules,
  cashSums,
  gatewayTakings,
  moveAllocation,
  previewStatement,
  reportedStatement,
  returnPayments,
  saveCashRules,
  saveStatementLayout,
  setLineAside,
  splitLine,
  statementFile,
  statementFiles,
  statementGlance,
  statementLayouts,
  undoAllocation,
} as const;
