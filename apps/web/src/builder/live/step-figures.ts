import type { NodeCounts } from "@fairflow/contract";
import type { StepView } from "../step-view.ts";

/** A share of fewer says nothing, so none is shown. */
export const FEWEST_FOR_RATES = 30;

/** Exits by which nothing was done: the message could not go, or the run could not go on. */
const FAILED_EXITS = ["failed", "ended:poisoned"] as const;

/** Before the step of the other version to which a move took somebody. */
const MOVED = "moved:";

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
  /** Taken from here to another version of the flow. */
  readonly moved: number;
  /** Undefined for a step to which no goal is credited. */
  readonly goal: Rate | undefined;
  /** Minor units by currency. */
  readonly money: Readonly<Record<string, number>>;
}

/** What a step's numbers come to. @param ofFlow entries of the whole flow, and how many of them ended well */
export function stepFigures(
  counts: NodeCounts,
  { family, role }: Pick<StepView, "family" | "role">,
  ofFlow: { readonly goals: number; readonly entries: number },
): StepFigures {
  const isMessage = family === "message";
  const failedExits = FAILED_EXITS.reduce((sum, exit) => sum + (counts.left[exit] ?? 0), 0);
  return {
    entered: counts.entered,
    waiting: counts.present,
    done: wentOn(counts) - failedExits,
    failed: isMessage ? counts.failed : failedExits,
    moved: movedAway(counts),
    goal: isMessage
      ? rate(counts.goals, counts.sent)
      : role === "start"
        ? rate(ofFlow.goals, ofFlow.entries)
        : undefined,
    money: counts.collected,
  };
}

/** Those who left a step by a way of the flow, or because it was over for them. */
export function wentOn({ left }: NodeCounts): number {
  return sumOf(left, (exit) => !exit.startsWith(MOVED));
}

/** Those whom a move took from a step to another version. */
export function movedAway({ left }: NodeCounts): number {
  return sumOf(left, (exit) => exit.startsWith(MOVED));
}

function sumOf(left: NodeCounts["left"], counts: (exit: string) => boolean): number {
  return Object.entries(left).reduce(
    (sum, [exit, people]) => (counts(exit) ? sum + people : sum),
    0,
  );
}

export function rate(part: number, of: number): Rate {
  return { of, share: of === 0 ? 0 : part / of };
}

/** Whether it is of enough to be told. */
export function isTellable({ of }: Rate): boolean {
  return of >= FEWEST_FOR_RATES;
}
