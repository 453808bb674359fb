import type { HoldFacts } from "./debtor-facts.ts";

/**
 * Holds that keep attempts back, which is the gate's matter, and not runs: a run that watches a promise must go on while
 * demands wait, and a dispute has a way of its own.
 */
const KEEP_BACK_ATTEMPTS_ONLY: ReadonlySet<string> = new Set([
  "dispute_open",
  "dispute_written",
  "dispute_decided",
  "promise_open",
  "arrangement_active",
  "payment_reversed",
]);

/** Whether runs stand still under a hold of this state over an account or a debtor. */
export function holdsRuns(state: string): boolean {
  return !KEEP_BACK_ATTEMPTS_ONLY.has(state);
}

/** The reasons for which an account's runs stand still. */
export function runHoldsOn(holds: readonly HoldFacts[], accountId: string): readonly string[] {
  const states = holds.flatMap((hold) => {
    if (hold.channel !== null || hold.addressId !== null) return [];
    if (hold.accountId !== null && hold.accountId !== accountId) return [];
    return holdsRuns(hold.state) ? [hold.state] : [];
  });
  return [...new Set(states)];
}
