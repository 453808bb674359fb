import type { NodeId } from "@fairflow/flow";
import type { AttemptEffect, LeaveEffect, Permission } from "../advance-through-gate.ts";
import type { CompiledFlow } from "../compile.ts";
import type { AttemptResult, RunEvent } from "../run-event.ts";
import type { Run } from "../run.ts";
import type { Facts } from "../walk.ts";
import type { NodeTally } from "./tally.ts";

/** One account, or one debtor, that a simulation takes through a flow. Instants are milliseconds since 1970. */
export interface Traveller {
  /** Messages to one debtor that are due at the same instant merge. */
  readonly debtor: string;
  /** What is known at that instant; asked afresh for every advance. */
  readonly factsAt: (nowMs: number, run: Run) => Facts;
  /** What comes from outside, ascending. Events at one instant happen in the order given. */
  readonly happenings: readonly Happening[];
  /** The next instant after `afterMs` at which the entry rule is asked; null when never again. */
  readonly nextEntryMs: (afterMs: number) => number | null;
  readonly enters: (nowMs: number, previous: Run | null) => boolean;
  /** Whether the entry rule is asked again once a run has ended. */
  readonly mayReturn: boolean;
}

export interface Happening {
  readonly atMs: number;
  readonly event: RunEvent;
}

export interface PlannedMessage<T extends Traveller> {
  readonly traveller: T;
  readonly attempt: AttemptEffect;
}

/** A legal step that somebody is about to take. */
export interface PlannedStep<T extends Traveller> {
  readonly traveller: T;
  readonly asked: LeaveEffect;
}

/** The outside world of a simulation: the gate when a message is planned, and what becomes of one when it is sent. */
export interface Outside<T extends Traveller> {
  readonly judge: (message: PlannedMessage<T>, nowMs: number) => Permission;
  readonly judgeStep: (step: PlannedStep<T>, nowMs: number) => Permission;
  /**
   * Sends one message that stands for all of `merged`, which share debtor, channel and purpose. Answers each in order, with
   * what may happen to it later.
   */
  readonly send: (
    merged: readonly PlannedMessage<T>[],
    nowMs: number,
  ) => readonly { readonly result: AttemptResult; readonly later: readonly Happening[] }[];
}

export interface SimulationInput<T extends Traveller> {
  readonly flow: CompiledFlow;
  readonly travellers: readonly T[];
  readonly outside: Outside<T>;
  readonly fromMs: number;
  /** Exclusive: nothing at or after this instant happens. */
  readonly toMs: number;
}

export interface Simulated {
  /** Visits of nodes. */
  readonly steps: number;
  readonly runs: number;
  readonly nodes: ReadonlyMap<NodeId, NodeTally>;
  /** Ended runs by reason. */
  readonly ended: ReadonlyMap<string, number>;
  readonly parked: number;
}
