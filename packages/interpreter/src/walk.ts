import type { BusinessCalendar, LocalDate, Zone } from "@fairflow/calendar";
import type { FactValues } from "@fairflow/criteria";
import type { ExitId, NodeId } from "@fairflow/flow";
import { applyChanges } from "./apply-changes.ts";
import type { CompiledFlow, CompiledNode } from "./compile.ts";
import type { DrawnArm, Outcome, SegmentUse } from "./define-node.ts";
import type { Effect } from "./effect.ts";
import { decided } from "./pass-over.ts";
import type { RunEvent } from "./run-event.ts";
import type { Run, Waiting } from "./run.ts";
import { valuesOf } from "./visit-context.ts";

/** A run that takes more steps than this without waiting is parked as poisoned. */
export const MAX_STEPS = 1_000;

/** What a run may know at one instant. Values are by field id, the run's own (`runFacts`) among them. */
export interface Facts {
  readonly values: FactValues;
  /** The debtor's local date at the instant. */
  readonly today: LocalDate;
  readonly zone: Zone;
  readonly calendar: BusinessCalendar;
  /** Whose share a split draws: an id that is the same for the debtor in every flow. */
  readonly debtorKey: string;
  readonly disputeOpen: boolean;
  /** Reasons for which the account or its debtor is held, disputes apart. */
  readonly holds: readonly string[];
}

/**
 * One visit of a node. For every node, entered = left + present: `entered` says that the visit began in this call, `left`
 * is the way out (an exit, `ended:<reason>` or `interrupted`), null while the run stands there.
 */
export interface Step {
  readonly node: NodeId;
  readonly visit: number;
  readonly entered: boolean;
  readonly left: string | null;
  readonly segment?: SegmentUse;
  /** The way out was drawn at random. */
  readonly arm?: DrawnArm;
  /** The node is disabled in this version: the run passed it, and it did nothing. */
  readonly disabled?: true;
}

export interface AdvanceInput {
  readonly facts: Facts;
  readonly event: RunEvent;
  readonly nowMs: number;
}

/** The state of one call of `advance`. */
export interface Walk {
  readonly flow: CompiledFlow;
  readonly input: AdvanceInput;
  readonly steps: Step[];
  readonly effects: Effect[];
  run: Run;
  /** Whether the call began with a message that was sent; its facts were gathered before that. */
  messageCounted: boolean;
  /**
   * The working facts: an update changes them for the steps that follow in the same call. Null until a step asks for them,
   * which most never do.
   */
  values: FactValues | null;
}

/** The same facts with other values, which may not have been gathered yet. */
export function withValues(facts: Facts, values: FactValues): Facts {
  const { today, zone, calendar, debtorKey, disputeOpen, holds } = facts;
  return { values, today, zone, calendar, debtorKey, disputeOpen, holds };
}

/** Runs node after node until one waits, ends the run, or the run is found to go round without waiting. */
export function enter(walk: Walk, first: NodeId): void {
  const { nowMs } = walk.input;
  // One copy for the whole way, which may be long: this call owns it, so it may write to it.
  const run: Run = { ...walk.run, visits: { ...walk.run.visits }, enteredMs: nowMs, waiting: null };
  walk.run = run;
  let next: NodeId | null = first;
  while (next !== null) {
    const node = nodeOf(walk.flow, next);
    const visit = visitsOf(run, next) + 1;
    run.node = next;
    run.visit = visit;
    run.visits[next] = visit;
    if (walk.steps.length >= MAX_STEPS) {
      walk.steps.push({ node: next, visit, entered: true, left: null });
      run.status = "parked";
      return;
    }
    const outcome = decided(walk, node);
    if (outcome.kind !== "leave") return settle(walk, node, { outcome, entered: true });
    walk.steps.push(leavingStep(next, visit, outcome));
    apply(walk, node, outcome);
    const target: NodeId | null = node.exits.get(outcome.exit) ?? null;
    if (target === null) finish(walk, `${node.type}.${outcome.exit}`, false);
    next = target;
  }
}

/** Begins the node to which the run was moved: the visit is there already. */
export function begin(walk: Walk): void {
  const node = currentNode(walk);
  walk.run = { ...walk.run, enteredMs: walk.input.nowMs, waiting: null };
  settle(walk, node, { outcome: decided(walk, node), entered: false });
}

/** Enters the start node without leaving it; the run goes on as soon as nothing interrupts it. */
export function standAtStart(walk: Walk): void {
  const { start } = walk.flow;
  const [exit] = start.exits.keys();
  if (exit === undefined) return;
  walk.steps.push({ node: start.id, visit: 1, entered: true, left: null });
  walk.run = {
    ...walk.run,
    node: start.id,
    visit: 1,
    visits: { [start.id]: 1 },
    waiting: { kind: "time", untilMs: walk.input.nowMs, exit },
  };
}

/** Makes the run wait at a node, or end there, as the node decided. */
export function settle(
  walk: Walk,
  node: CompiledNode,
  { outcome, entered }: { readonly outcome: Outcome; readonly entered: boolean },
): void {
  const { effects, steps } = walk;
  // What was entered in this call is its own copy already.
  const run = entered ? walk.run : { ...walk.run };
  walk.run = run;
  const at = { node: node.id, visit: run.visit };
  const stay = (waiting: Waiting) => {
    if (entered) steps.push({ ...at, entered: true, left: null });
    run.waiting = waiting;
  };
  switch (outcome.kind) {
    case "leave":
      steps.push({ ...leavingStep(at.node, at.visit, outcome), entered });
      apply(walk, node, outcome);
      return follow(walk, node, outcome.exit);
    case "sleep":
      return stay({ kind: "time", untilMs: outcome.untilMs, exit: outcome.exit });
    case "await": {
      const { exits, untilMs, timeout, task, link, call } = outcome;
      if (task !== undefined) effects.push({ kind: "open-task", ...at, task });
      if (link !== undefined) effects.push({ kind: "make-link", ...at, link });
      if (call !== undefined) effects.push({ kind: "call", ...at, call });
      // A deadline without a way out would wake the run for ever.
      const deadlineMs = timeout === null ? null : untilMs;
      return stay({ kind: "event", exits: definedExits(exits), untilMs: deadlineMs, timeout });
    }
    case "attempt":
      effects.push({
        kind: "attempt",
        ...at,
        request: outcome.request,
        giveUpMs: outcome.giveUpMs,
      });
      return stay({ kind: "attempt", giveUpMs: outcome.giveUpMs, askAgainMs: null });
    case "ask-leave":
      effects.push({ kind: "ask-leave", ...at, step: outcome.step, giveUpMs: outcome.giveUpMs });
      return stay({ kind: "leave", giveUpMs: outcome.giveUpMs, askAgainMs: null });
    case "await-notice":
      if (outcome.task !== undefined)
        effects.push({ kind: "open-task", ...at, task: outcome.task });
      return stay(awaitedNotice(outcome));
    case "await-decision":
      effects.push({ kind: "open-task", ...at, task: outcome.task });
      return stay({ kind: "dispute" });
    case "end":
      steps.push({ ...at, entered, left: `ended:${outcome.reason}` });
      return finish(walk, outcome.reason, outcome.success);
  }
}

export function awaitedNotice(
  outcome: Outcome & { readonly kind: "await-notice" },
): Waiting & { readonly kind: "notice" } {
  const { notice, proof, proofByMs } = outcome;
  return { kind: "notice", notice, proof, proofByMs, elapsesMs: null, notBeforeMs: null };
}

/** A node may be called "constructor", which every object inherits. */
function visitsOf({ visits }: Run, id: NodeId): number {
  return Object.hasOwn(visits, id) ? (visits[id] ?? 0) : 0;
}

export function leave(walk: Walk, exit: ExitId): void {
  const { run, steps } = walk;
  const node = currentNode(walk);
  steps.push({ node: node.id, visit: run.visit, entered: false, left: exit });
  follow(walk, node, exit);
}

/** Ends the run where it stands, because of something that happened to the debt rather than of a step. */
export function end(walk: Walk, reason: string, success: boolean): void {
  const { run, steps } = walk;
  withdraw(walk);
  if (run.node !== null) {
    steps.push({ node: run.node, visit: run.visit, entered: false, left: `ended:${reason}` });
  }
  finish(walk, reason, success);
}

/** Takes back what the current visit has asked to send; the engine decides whether that is still possible (I7). */
export function withdraw({ run, effects }: Walk): void {
  const { node, visit, waiting, interrupted } = run;
  // What interrupted the run has taken it back already.
  if (node === null || interrupted !== null) return;
  if (waiting?.kind !== "attempt" || waiting.askAgainMs !== null) return;
  effects.push({ kind: "withdraw", node, visit });
}

export function currentNode({ run, flow }: Walk): CompiledNode {
  if (run.node === null) throw new RangeError("The run stands at no node");
  return nodeOf(flow, run.node);
}

/** I1: a run executes only nodes of the version that it is pinned to; one that names another is the engine's fault. */
export function nodeOf(flow: CompiledFlow, id: NodeId): CompiledNode {
  const node = flow.nodes.get(id);
  if (node === undefined) throw new RangeError(`The version has no node ${id}`);
  return node;
}

function follow(walk: Walk, node: CompiledNode, exit: ExitId): void {
  const target = node.exits.get(exit) ?? null;
  if (target === null) return finish(walk, `${node.type}.${exit}`, false);
  enter(walk, target);
}

function leavingStep(
  node: NodeId,
  visit: number,
  outcome: Outcome & { readonly kind: "leave" },
): Step {
  const { exit, segment, arm, disabled } = outcome;
  const step: Step = { node, visit, entered: true, left: exit };
  if (arm !== undefined) return { ...step, arm };
  if (disabled === true) return { ...step, disabled };
  return segment === undefined ? step : { ...step, segment };
}

function apply(
  walk: Walk,
  node: CompiledNode,
  outcome: Outcome & { readonly kind: "leave" },
): void {
  const { changes, link, arm } = outcome;
  if (arm?.holdOut === true) walk.run.heldOut = true;
  if (changes !== undefined && changes.length > 0) {
    walk.values = applyChanges(valuesOf(walk), changes);
    walk.effects.push({ kind: "change", changes });
  }
  if (link !== undefined) {
    walk.effects.push({ kind: "make-link", node: node.id, visit: walk.run.visit, link });
  }
}

function definedExits(exits: Readonly<Record<string, ExitId | undefined>>): Record<string, ExitId> {
  const defined: Record<string, ExitId> = {};
  for (const [event, exit] of Object.entries(exits)) if (exit !== undefined) defined[event] = exit;
  return defined;
}

function finish(walk: Walk, reason: string, success: boolean): void {
  walk.effects.push({ kind: "close-work" });
  walk.run = {
    ...walk.run,
    status: "ended",
    node: null,
    waiting: null,
    interrupted: null,
    holds: [],
    ended: { reason, success, atMs: walk.input.nowMs },
  };
}
