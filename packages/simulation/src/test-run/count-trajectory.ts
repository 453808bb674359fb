import { reasonsOf } from "@fairflow/compliance";
import type { Trajectory } from "./trajectory.ts";
import { endOf } from "./what-happened.ts";

/** What happened to one person or to many, in numbers. */
export interface TestCounts {
  /** By step: visits that began and visits that were left. */
  readonly steps: Record<string, { entered: number; left: number }>;
  /** By channel. */
  readonly messages: Record<string, number>;
  /** By rule: how often it was among those that put a message off, or kept it back. */
  readonly deferred: Record<string, number>;
  readonly forbidden: Record<string, number>;
  /** By the reason for which runs ended; those that had not ended by the last day as `still-inside`. */
  readonly ended: Record<string, number>;
  unreached: number;
  unwritten: number;
}

export function noCounts(): TestCounts {
  return {
    steps: {},
    messages: {},
    deferred: {},
    forbidden: {},
    ended: {},
    unreached: 0,
    unwritten: 0,
  };
}

/** Adds one person's way to what was counted. */
export function countTrajectory(counts: TestCounts, trajectory: Trajectory): void {
  for (const { step, entered, left, judgement, message, unsent } of trajectory.moments) {
    if (step !== null && (entered || left !== null)) {
      const known = (counts.steps[step] ??= { entered: 0, left: 0 });
      if (entered) known.entered += 1;
      if (left !== null) known.left += 1;
    }
    if (message !== null) increase(counts.messages, message.channel);
    if (unsent === "no-address") counts.unreached += 1;
    if (unsent === "not-written") counts.unwritten += 1;
    const verdict = judgement?.verdict;
    if (verdict === undefined || verdict.kind === "allowed") continue;
    const into = verdict.kind === "deferred" ? counts.deferred : counts.forbidden;
    for (const reason of reasonsOf(verdict)) increase(into, reason);
  }
  const end = endOf(trajectory);
  if (end !== null) increase(counts.ended, end);
}

function increase(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
