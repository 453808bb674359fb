import type { ExitId, NodeId } from "@fairflow/flow";
import type { CompiledFlow } from "./compile.ts";
import type { Effect } from "./effect.ts";
import type { Answer } from "./define-node.ts";
import {
  awaitNoticeWhenResumed,
  hold,
  leaveWhenResumed,
  openDispute,
  release,
  resolveDispute,
} from "./interrupt.ts";
import type { AttemptResult, RunEvent } from "./run-event.ts";
import { wakeAtMs, type Run, type Stand } from "./run.ts";
import { VisitContext } from "./visit-context.ts";
import {
  begin,
  currentNode,
  end,
  enter,
  leave,
  nodeOf,
  settle,
  standAtStart,
  type AdvanceInput,
  type Step,
  type Walk,
} from "./walk.ts";

/** A gate that defers to a moment that has passed must not make the engine ask without end. */
const SHORTEST_DEFERRAL_MS = 60_000;

export interface Advanced {
  readonly run: Run;
  readonly steps: readonly Step[];
  readonly effects: readonly Effect[];
}

/**
 * Takes a run as far as it goes: to its next wait or its end. Pure and total: the same flow, run and input always give the
 * same answer (I2), and an event that the run has moved past changes nothing (I4). Iterative, however long the flow.
 */
export function advance(flow: CompiledFlow, run: Run, input: AdvanceInput): Advanced {
  const walk: Walk = {
    flow,
    input,
    run,
    messageCounted: false,
    values: null,
    steps: [],
    effects: [],
  };
  if (run.status !== "ended" && run.status !== "parked") take(walk, input.event);
  return { run: walk.run, steps: walk.steps, effects: walk.effects };
}

function take(walk: Walk, event: RunEvent): void {
  switch (event.kind) {
    case "start":
      return start(walk);
    case "wake":
      return wake(walk);
    case "ask-again":
      return askSooner(walk);
    case "attempt":
      if (standsAt(walk.run, event)) return settleAttempt(walk, event.result);
      return rememberAttempt(walk, event);
    case "notice":
      return settleNotice(walk, event);
    case "task-done":
      return offerExit(walk, event, event.outcome);
    case "answered":
      return offerExit(walk, event, event.exit);
    case "happened":
      offer(walk, event.event);
      return;
    case "paid":
    case "cured":
      if (!offerPayment(walk)) end(walk, event.kind, true);
      return;
    case "dispute-opened":
      return openDispute(walk);
    case "dispute-resolved":
      return resolveDispute(walk, event);
    case "held":
      return hold(walk, event.reason);
    case "released":
      return release(walk, event.reason);
    case "stopped":
      end(walk, event.reason, false);
  }
}

/** Someone who enters with a dispute or a hold is taken in, and waits at the start until it is over. */
function start(walk: Walk): void {
  const { run, flow, input } = walk;
  const { disputeOpen, holds } = input.facts;
  if (run.node !== null) return;
  if (!disputeOpen && holds.length === 0) return enter(walk, flow.start.id);
  standAtStart(walk);
  for (const reason of holds) hold(walk, reason);
  if (disputeOpen) openDispute(walk);
}

function wake(walk: Walk): void {
  const { run, input } = walk;
  const { waiting } = run;
  if (run.status !== "active" || waiting === null) return;
  switch (waiting.kind) {
    case "time":
      if (waiting.untilMs <= input.nowMs) leave(walk, waiting.exit);
      return;
    case "event":
      if (waiting.untilMs === null || waiting.untilMs > input.nowMs) return;
      if (waiting.timeout !== null) leave(walk, waiting.timeout);
      return;
    case "attempt":
    case "leave":
      if (waiting.askAgainMs === null || waiting.askAgainMs > input.nowMs) return;
      if (waiting.giveUpMs <= input.nowMs) return goOn(walk, "not-allowed");
      return askAgain(walk, waiting.giveUpMs);
    case "notice":
      if ((wakeAtMs(run) ?? Number.POSITIVE_INFINITY) > input.nowMs) return;
      return leave(walk, waiting.elapsesMs === null ? "not-delivered" : "elapsed");
    case "arrival":
      if (waiting.untilMs <= input.nowMs) begin(walk);
      return;
    case "dispute":
  }
}

/** The run is due now; when it wakes it asks as it would have then. */
function askSooner(walk: Walk): void {
  const { run, input } = walk;
  const { waiting } = run;
  if (run.status !== "active" || (waiting?.kind !== "attempt" && waiting?.kind !== "leave")) return;
  if (waiting.askAgainMs === null || waiting.askAgainMs <= input.nowMs) return;
  walk.run = { ...run, waiting: { ...waiting, askAgainMs: input.nowMs } };
}

/** A deferral took the attempt back; the next ask makes a new attempt of the same visit, on fresh facts. */
function askAgain(walk: Walk, giveUpMs: number): void {
  const node = currentNode(walk);
  const outcome = node.execute(new VisitContext(walk, node.id));
  const at = { node: node.id, visit: walk.run.visit, giveUpMs };
  switch (outcome.kind) {
    case "attempt":
      walk.effects.push({ kind: "attempt", ...at, request: outcome.request });
      walk.run = { ...walk.run, waiting: { kind: "attempt", giveUpMs, askAgainMs: null } };
      return;
    case "ask-leave":
      walk.effects.push({ kind: "ask-leave", ...at, step: outcome.step });
      walk.run = { ...walk.run, waiting: { kind: "leave", giveUpMs, askAgainMs: null } };
      return;
    case "leave":
    case "sleep":
    case "await":
    case "await-notice":
    case "await-decision":
    case "end":
      settle(walk, node, { outcome, entered: false });
  }
}

function settleAttempt(walk: Walk, result: AttemptResult): void {
  const { run } = walk;
  const { waiting } = run;
  if (waiting?.kind !== "attempt" && waiting?.kind !== "leave") return;
  switch (result.kind) {
    case "sent":
    case "failed":
      if (waiting.kind !== "attempt") return;
      if (result.kind === "sent") countMessage(walk);
      return goOn(walk, result.kind);
    case "allowed":
      if (waiting.kind === "leave") goOn(walk, result.kind);
      return;
    case "not-allowed":
      return goOn(walk, result.kind);
    case "deferred": {
      const { giveUpMs } = waiting;
      const notBeforeMs = walk.input.nowMs + SHORTEST_DEFERRAL_MS;
      const askAgainMs = Math.min(Math.max(result.untilMs, notBeforeMs), giveUpMs);
      walk.run = { ...run, waiting: { ...waiting, askAgainMs } };
    }
  }
}

/** Leaves by the way out that is called like the answer; a node without it says itself what follows. */
function goOn(walk: Walk, answer: Answer): void {
  const node = currentNode(walk);
  if (node.exits.has(answer)) return leave(walk, answer);
  const outcome = node.execute(new VisitContext(walk, node.id, answer));
  // I6: a visit that has its answer does not ask again.
  if (outcome.kind === "attempt" || outcome.kind === "ask-leave") return;
  settle(walk, node, { outcome, entered: false });
}

/** What becomes known of a notice while the run is interrupted is remembered: the days of the law run on. */
function settleNotice(walk: Walk, event: RunEvent & { readonly kind: "notice" }): void {
  const { run } = walk;
  const { interrupted } = run;
  const stand = interrupted ?? run;
  if (stand.waiting?.kind !== "notice" || !isSameVisit(stand, event)) return;
  const { result } = event;
  if (result.kind === "not-delivered") {
    if (interrupted === null) return leave(walk, "not-delivered");
    return leaveWhenResumed(walk, interrupted, "not-delivered");
  }
  const waiting = { ...stand.waiting, elapsesMs: result.atMs };
  walk.run =
    interrupted === null
      ? { ...run, waiting }
      : { ...run, interrupted: { ...interrupted, waiting } };
}

/**
 * A message that was already on its way when the run was interrupted still counts; its exit is taken on resuming. The gate's
 * refusal does not: it may come of the interruption itself, so the gate is asked again on resuming.
 */
function rememberAttempt(walk: Walk, event: RunEvent & { readonly kind: "attempt" }): void {
  const stand = walk.run.interrupted;
  if (stand === null || stand.waiting.kind !== "attempt" || !isSameVisit(stand, event)) return;
  if (event.result.kind !== "sent" && event.result.kind !== "failed") return;
  // A second answer about the same attempt changes nothing.
  if (stand.due !== null) return;
  if (event.result.kind === "sent") countMessage(walk);
  goOnWhenResumed(walk, stand, event.result.kind);
}

function goOnWhenResumed(walk: Walk, stand: Stand, answer: "sent" | "failed"): void {
  const node = nodeOf(walk.flow, stand.node);
  if (node.exits.has(answer)) return leaveWhenResumed(walk, stand, answer);
  const outcome = node.execute(new VisitContext(walk, node.id, answer));
  if (outcome.kind === "leave") return leaveWhenResumed(walk, stand, outcome.exit);
  if (outcome.kind === "await-notice") awaitNoticeWhenResumed(walk, stand, outcome);
}

/** The steps that follow in this call see the message too. */
function countMessage(walk: Walk): void {
  walk.run = { ...walk.run, messagesSent: walk.run.messagesSent + 1 };
  walk.messageCounted = true;
}

function offer(walk: Walk, event: string): boolean {
  const { interrupted, waiting } = walk.run;
  const wait = interrupted === null ? waiting : interrupted.waiting;
  if (wait?.kind !== "event" || !Object.hasOwn(wait.exits, event)) return false;
  const exit = wait.exits[event];
  if (exit === undefined) return false;
  if (interrupted === null) leave(walk, exit);
  else leaveWhenResumed(walk, interrupted, exit);
  return true;
}

/** What the visit waited for came back: a person's outcome, or another system's answer. */
function offerExit(
  walk: Walk,
  at: { readonly node: NodeId; readonly visit: number },
  exit: ExitId,
): void {
  const { interrupted } = walk.run;
  const stand = interrupted ?? walk.run;
  if (stand.waiting?.kind !== "event" || !isSameVisit(stand, at)) return;
  if (!nodeOf(walk.flow, at.node).exits.has(exit)) return;
  if (interrupted === null) return leave(walk, exit);
  leaveWhenResumed(walk, interrupted, exit);
}

/** A run that waits for payment leaves by that exit; a dispute or hold over a debt that is paid has lost its reason. */
function offerPayment(walk: Walk): boolean {
  return walk.run.interrupted === null && offer(walk, "paid");
}

interface Visit {
  readonly node: NodeId | null;
  readonly visit: number;
}

function standsAt(run: Run, at: Visit): boolean {
  return run.status === "active" && run.interrupted === null && isSameVisit(run, at);
}

function isSameVisit(one: Visit, other: Visit): boolean {
  return one.node === other.node && one.visit === other.visit;
}
