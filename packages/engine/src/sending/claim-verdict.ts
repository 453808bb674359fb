import type { FreshVerdict } from "./judge-afresh.ts";
import type { ServedVisit } from "./planned-attempts.ts";

/** What the gate says of an attempt at its claim. */
export interface ClaimVerdict extends FreshVerdict {
  readonly epoch: number;
  readonly visits: readonly ServedVisit[];
}

/** Where nobody can be reached the attempt has failed, whatever the law says. */
export function statusAfter({ attempt, judgement, address, visits }: ClaimVerdict): string {
  const { kind } = judgement.verdict;
  if (kind !== "allowed") return kind;
  if (visits.length === 0 && !attempt.says_itself) return "withdrawn";
  return address === null ? "failed" : "dispatching";
}
