import type { complianceEndpoints, OutputOf } from "@fairflow/contract";

export type BlockedByRule = OutputOf<(typeof complianceEndpoints)["blockedByRule"]>;
export type BlockedRule = BlockedByRule["rules"][number];

export function keptBackBy(rules: readonly BlockedRule[]): number {
  return rules.reduce((sum, { deferred, refused }) => sum + deferred + refused, 0);
}
