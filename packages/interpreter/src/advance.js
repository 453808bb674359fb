import { hold, leaveWhenResumed, openDispute, release, resolveDispute } from "./interrupt.ts";
import { currentNode, end, enter, leave, nodeOf, settle, standAtStart, Visit } from "./walk.ts";
/** A gate that defers to a moment that has passed must not make the engine ask without end. */
const SHORTEST_DEFERRAL_MS = 60_000;
/**
 * Takes a run as far as it goes: to its next wait or its end. Pure and total: the same flow, run and input always give the
 * same answer (I2), and an event that the run has moved past changes nothing (I4). Iterative, however long the flow.
 */
export function advance(flow, run, input) {
  const walk = {
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
function take(walk, event) {
  switch (event.kind) {
    case "start":
      return start(walk);
    case "wake":
      return wake(walk);
    case "attempt":
      if (standsAt(walk.run, event)) return settleAttempt(walk, event.result);
      return rememberAttempt(walk, event);
    case "task-done":
      return offerTaskOutcome(walk, event);
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
function start(walk) {
  const { run, flow, input } = walk;
  const { disputeOpen, holds } = input.facts;
  if (run.node !== null) return;
  if (!disputeOpen && holds.length === 0) return enter(walk, flow.start.id);
  standAtStart(walk);
  for (const reason of holds) hold(walk, reason);
  if (disputeOpen) openDispute(walk);
}
function wake(walk) {
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
      if (waiting.askAgainMs === null || waiting.askAgainMs > input.nowMs) return;
      if (waiting.giveUpMs <= input.nowMs) return leave(walk, "not-allowed");
      return askAgain(walk, waiting.giveUpMs);
    case "dispute":
  }
}
/** A deferral took the attempt back; the next ask makes a new attempt of the same visit, on fresh facts. */
function askAgain(walk, giveUpMs) {
  const node = currentNode(walk);
  const outcome = node.execute(new Visit(walk, node.id));
  if (outcome.kind !== "attempt") return settle(walk, node, { outcome, entered: false });
  walk.effects.push({
    kind: "attempt",
    node: node.id,
    visit: walk.run.visit,
    request: outcome.request,
    giveUpMs,
  });
  walk.run = { ...walk.run, waiting: { kind: "attempt", giveUpMs, askAgainMs: null } };
}
function settleAttempt(walk, result) {
  const { run } = walk;
  if (run.waiting?.kind !== "attempt") return;
  switch (result.kind) {
    case "sent":
      countMessage(walk);
      return leave(walk, "sent");
    case "not-allowed":
    case "failed":
      return leave(walk, result.kind);
    case "deferred": {
      const { giveUpMs } = run.waiting;
      const notBeforeMs = walk.input.nowMs + SHORTEST_DEFERRAL_MS;
      const askAgainMs = Math.min(Math.max(result.untilMs, notBeforeMs), giveUpMs);
      walk.run = { ...run, waiting: { kind: "attempt", giveUpMs, askAgainMs } };
    }
  }
}
/**
 * A message that was already on its way when the run was interrupted still counts; its exit is taken on resuming. The gate's
 * refusal does not: it may come of the interruption itself, so the gate is asked again on resuming.
 */
function rememberAttempt(walk, event) {
  const stand = walk.run.interrupted;
  if (stand === null || stand.waiting.kind !== "attempt" || !isSameVisit(stand, event)) return;
  if (event.result.kind !== "sent" && event.result.kind !== "failed") return;
  // A second answer about the same attempt changes nothing.
  if (stand.due !== null) return;
  if (event.result.kind === "sent") countMessage(walk);
  leaveWhenResumed(walk, stand, event.result.kind);
}
/** The steps that follow in this call see the message too. */
function countMessage(walk) {
  walk.run = { ...walk.run, messagesSent: walk.run.messagesSent + 1 };
  walk.messageCounted = true;
}
function offer(walk, event) {
  const { interrupted, waiting } = walk.run;
  const wait = interrupted === null ? waiting : interrupted.waiting;
  if (wait?.kind !== "event" || !Object.hasOwn(wait.exits, event)) return false;
  const exit = wait.exits[event];
  if (exit === undefined) return false;
  if (interrupted === null) leave(walk, exit);
  else leaveWhenResumed(walk, interrupted, exit);
  return true;
}
function offerTaskOutcome(walk, event) {
  const { interrupted } = walk.run;
  const stand = interrupted ?? walk.run;
  if (stand.waiting?.kind !== "event" || !isSameVisit(stand, event)) return;
  if (!nodeOf(walk.flow, event.node).exits.has(event.outcome)) return;
  if (interrupted === null) return leave(walk, event.outcome);
  leaveWhenResumed(walk, interrupted, event.outcome);
}
/** A run that waits for payment leaves by that exit; a dispute or hold over a debt that is paid has lost its reason. */
function offerPayment(walk) {
  return walk.run.interrupted === null && offer(walk, "paid");
}
function standsAt(run, at) {
  return run.status === "active" && run.interrupted === null && isSameVisit(run, at);
}
function isSameVisit(one, other) {
  return one.node === other.node && one.visit === other.visit;
}
