import type { NodeCounts } from "@fairflow/contract";
import type { StepView } from "../step-view.ts";

/** A share of fewer says nothing, so none is shown. */
export const FEWEST_FOR_RATES = 30;

/** Exits by which nothing was done: the message could not go, or the run could not go on. */
const FAILED_EXITS = ["failed", "ended:poisoned"] as const;

/** A rate, and of how many. */
export interface Rate {
  readonly of: number;
  readonly share: number;
}

export interface StepFigures {
  readonly entered: number;
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  /** Undefined for a step to which no goal is credited. */
  readonly goal: Rate | undefined;
  /** Minor units by currency. */
  readonly money: Readonly<Record<string, number>>;
}

/** What a step's numbers come to. @param flowGoals entries of the whole flow that ended well */
export function stepFigures(
  counts: NodeCounts,
  { family, role }: Pick<StepView, "family" | "role">,
  flowGoals: number,
): StepFigures {
  const isMessage = family === "message";
  const left = Object.values(counts.left).reduce((sum, people) => sum + people, 0);
  const failedExits = FAILED_EXITS.reduce((sum, exit) => sum + (counts.left[exit] ?? 0), 0);
  return {
    entered: counts.entered,
    waiting: counts.present,
    done: left - failedExits,
    failed: isMessage ? counts.failed : failedExits,
    goal: isMessage
      ? rate(counts.goals, counts.sent)
      : role === "start"
        ? rate(flowGoals, counts.entered)
        : undefined,
    money: counts.collected,
  };
}

export function rate(part: number, of: number): Rate {
  return { of, share: of === 0 ? 0 : part / of };
}

/** Whether it is of enough to be told. */
export function isTellable({ of }: Rate): boolean {
  return of >= FEWEST_FOR_RATES;
}
