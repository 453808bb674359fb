import type { endpoints, OutputOf } from "@fairflow/contract";

export type BlockedByRule = OutputOf<(typeof endpoints)["blockedByRule"]>;
export type BlockedRule = BlockedByRule["rules"][number];

export function keptBackBy(rules: readonly BlockedRule[]): number {
  return rules.reduce((sum, { deferred, refused }) => sum + deferred + refused, 0);
}
