import { applyChanges } from "./apply-changes.ts";
import { stableShare } from "./stable-share.ts";
/** A run that takes more steps than this without waiting is parked as poisoned. */
export const MAX_STEPS = 1_000;
/** The same facts with other values, which may not have been gathered yet. */
export function withValues(facts, values) {
  const { today, zone, calendar, debtorKey, disputeOpen, holds } = facts;
  return { values, today, zone, calendar, debtorKey, disputeOpen, holds };
}
/** Runs node after node until one waits, ends the run, or the run is found to go round without waiting. */
export function enter(walk, first) {
  const { nowMs } = walk.input;
  // One copy for the whole way, which may be long: this call owns it, so it may write to it.
  const run = { ...walk.run, visits: { ...walk.run.visits }, enteredMs: nowMs, waiting: null };
  walk.run = run;
  let next = first;
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
    const outcome = node.execute(new Visit(walk, next));
    if (outcome.kind !== "leave") return settle(walk, node, { outcome, entered: true });
    walk.steps.push(leavingStep(next, visit, outcome));
    apply(walk, node, outcome);
    const target = node.exits.get(outcome.exit) ?? null;
    if (target === null) finish(walk, `${node.type}.${outcome.exit}`, false);
    next = target;
  }
}
/** Enters the start node without leaving it; the run goes on as soon as nothing interrupts it. */
export function standAtStart(walk) {
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
export function settle(walk, node, { outcome, entered }) {
  const { run, effects, steps } = walk;
  const at = { node: node.id, visit: run.visit };
  const stay = (waiting) => {
    if (entered) steps.push({ ...at, entered: true, left: null });
    walk.run = { ...run, waiting };
  };
  switch (outcome.kind) {
    case "leave":
      steps.push({ ...leavingStep(at.node, at.visit, outcome), entered });
      apply(walk, node, outcome);
      return follow(walk, node, outcome.exit);
    case "sleep":
      return stay({ kind: "time", untilMs: outcome.untilMs, exit: outcome.exit });
    case "await": {
      const { exits, untilMs, timeout, task, link } = outcome;
      if (task !== undefined) effects.push({ kind: "open-task", ...at, task });
      if (link !== undefined) effects.push({ kind: "make-link", ...at, link });
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
    case "await-decision":
      effects.push({ kind: "open-task", ...at, task: outcome.task });
      return stay({ kind: "dispute" });
    case "end":
      steps.push({ ...at, entered, left: `ended:${outcome.reason}` });
      return finish(walk, outcome.reason, outcome.success);
  }
}
/** A node may be called "constructor", which every object inherits. */
function visitsOf({ visits }, id) {
  return Object.hasOwn(visits, id) ? (visits[id] ?? 0) : 0;
}
export function leave(walk, exit) {
  const { run, steps } = walk;
  const node = currentNode(walk);
  steps.push({ node: node.id, visit: run.visit, entered: false, left: exit });
  follow(walk, node, exit);
}
/** Ends the run where it stands, because of something that happened to the debt rather than of a step. */
export function end(walk, reason, success) {
  const { run, steps } = walk;
  withdraw(walk);
  if (run.node !== null) {
    steps.push({ node: run.node, visit: run.visit, entered: false, left: `ended:${reason}` });
  }
  finish(walk, reason, success);
}
/** Takes back what the current visit has asked to send; the engine decides whether that is still possible (I7). */
export function withdraw({ run, effects }) {
  const { node, visit, waiting, interrupted } = run;
  // What interrupted the run has taken it back already.
  if (node === null || interrupted !== null) return;
  if (waiting?.kind !== "attempt" || waiting.askAgainMs !== null) return;
  effects.push({ kind: "withdraw", node, visit });
}
/** What a node sees of the walk: read as it asks, so that nobody gathers facts for a node that looks at none. */
export class Visit {
  #walk;
  #node;
  constructor(walk, node) {
    this.#walk = walk;
    this.#node = node;
  }
  get nowMs() {
    return this.#walk.input.nowMs;
  }
  get today() {
    return this.#walk.input.facts.today;
  }
  get zone() {
    return this.#walk.input.facts.zone;
  }
  get calendar() {
    return this.#walk.input.facts.calendar;
  }
  get values() {
    return valuesOf(this.#walk);
  }
  get settings() {
    return this.#walk.flow.settings;
  }
  get disputeOpen() {
    const { facts, event } = this.#walk.input;
    // Facts may have been read before the dispute that is being handled was known.
    return facts.disputeOpen || event.kind === "dispute-opened";
  }
  get share() {
    const { debtorKey } = this.#walk.input.facts;
    return () => stableShare(debtorKey, this.#node);
  }
}
function valuesOf(walk) {
  if (walk.values === null) {
    const { values } = walk.input.facts;
    walk.values = walk.messageCounted
      ? { ...values, "run.messages_sent": walk.run.messagesSent }
      : values;
  }
  return walk.values;
}
export function currentNode({ run, flow }) {
  if (run.node === null) throw new RangeError("The run stands at no node");
  return nodeOf(flow, run.node);
}
/** I1: a run executes only nodes of the version that it is pinned to; one that names another is the engine's fault. */
export function nodeOf(flow, id) {
  const node = flow.nodes.get(id);
  if (node === undefined) throw new RangeError(`The version has no node ${id}`);
  return node;
}
function follow(walk, node, exit) {
  const target = node.exits.get(exit) ?? null;
  if (target === null) return finish(walk, `${node.type}.${exit}`, false);
  enter(walk, target);
}
function leavingStep(node, visit, outcome) {
  const step = { node, visit, entered: true, left: outcome.exit };
  return outcome.segment === undefined ? step : { ...step, segment: outcome.segment };
}
function apply(walk, node, outcome) {
  const { changes, link } = outcome;
  if (changes !== undefined && changes.length > 0) {
    walk.values = applyChanges(valuesOf(walk), changes);
    walk.effects.push({ kind: "change", changes });
  }
  if (link !== undefined) {
    walk.effects.push({ kind: "make-link", node: node.id, visit: walk.run.visit, link });
  }
}
function definedExits(exits) {
  const defined = {};
  for (const [event, exit] of Object.entries(exits)) if (exit !== undefined) defined[event] = exit;
  return defined;
}
function finish(walk, reason, success) {
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
