/**
 * Advisory locks of the engine, as the first of PostgreSQL's two lock numbers. Lock order everywhere: lane, sending
 * switch, debtors by id, the rest.
 */
export const LOCK = {
  /** Second number: the lane. Whoever holds it may write the lane's runs. */
  lane: 4_606_001,
  /** Second number 0: who runs the clock loop. */
  clockLoop: 4_606_002,
  /** Second number 0. Claims hold it shared; the kill switch takes it alone. */
  sending: 4_606_003,
  /** Second number 0: who adds to the chain over the audit trail. */
  auditChain: 4_606_004,
  /** Second number: of the flow's id. Claims of a flow that is near its limit of the day, after their debtors. */
  flowSends: 4_606_005,
} as const;
