export type { SimulatedMessage } from "./gate-record.ts";
export type { LedgerAccount } from "./ledger-account.ts";
export {
  simulateLedger,
  type LedgerReport,
  type LedgerSimulation,
  type NodeReport,
} from "./simulate-ledger.ts";
