import type { ExitId } from "@fairflow/flow";
import type { CompiledFlow, CompiledNode } from "../compile.ts";
import type { Outcome } from "../define-node.ts";
import type { Waiting } from "../run.ts";
import type { Facts } from "../walk.ts";
import { firstOutcome, outcomeOf, type Asked } from "./outcomes-of.ts";

/** Why a run cannot be moved from where it stands now. */
export type Obstacle =
  /** A message of this visit has left or may have: its answer belongs to the step that asked. */
  | "message-under-way"
  /** A notice was sent, and the days of the law run at this step. */
  | "notice-running"
  /** It is about to leave by a way out that the other step does not have. */
  | "way-out-gone"
  /** It cannot go on and waits for a person. */
  | "parked";

/** What becomes of a wait at another node: it goes on there, the node is begun, or it cannot be taken along. */
export type Carried =
  | { readonly kind: "carried"; readonly waiting: Waiting }
  | { readonly kind: "begins" }
  | { readonly kind: "cannot"; readonly why: Obstacle };

export interface Carrying {
  readonly from: CompiledFlow;
  readonly to: CompiledFlow;
  readonly node: CompiledNode;
  readonly target: CompiledNode;
  readonly waiting: Waiting;
  /** What an interrupted run will leave by. */
  readonly due: ExitId | null;
  readonly facts: Facts;
  readonly enteredMs: number;
  readonly nowMs: number;
  /** What stands of a message of this visit. */
  readonly message: "none" | "planned" | "left";
}

const BEGINS: Carried = { kind: "begins" };

/**
 * A wait goes on at a node of the same type, with its date shifted by exactly what the edit changes: a wait of three days
 * that becomes one of five ends two days later, and one that is not edited ends when it would have.
 */
export function carryWait(carrying: Carrying): Carried {
  const { node, target, waiting, due, message } = carrying;
  const isAlike = node.type === target.type;
  const isSame = isAlike && node.id === target.id;
  if (due !== null) return leavesBy(carrying, due);
  // Of a visit that has its answer already the message is part of what was.
  if (message === "left" && waiting.kind === "attempt") {
    return isSame ? carried(waiting) : cannot("message-under-way");
  }
  switch (waiting.kind) {
    case "time":
      return isAlike ? carryTime(carrying, waiting) : leftOver(carrying, waiting);
    case "event":
      return isAlike ? carryEvent(carrying, waiting, isSame) : BEGINS;
    case "attempt":
      return isSame ? carryAttempt(carrying, waiting) : BEGINS;
    case "leave":
      return isSame ? carryLeave(carrying, waiting) : BEGINS;
    case "notice":
      return isSame ? carryNotice(carrying, waiting) : cannot("notice-running");
    case "dispute":
    case "arrival":
      return BEGINS;
  }
}

function carried(waiting: Waiting): Carried {
  return { kind: "carried", waiting };
}

function cannot(why: Obstacle): Carried {
  return { kind: "cannot", why };
}

/** What it has decided to leave by it leaves by, where there is such a way. */
function leavesBy({ node, target, waiting }: Carrying, exit: ExitId): Carried {
  if (node.type !== target.type || !target.exits.has(exit)) return cannot("way-out-gone");
  return carried(waiting);
}

function carryTime(carrying: Carrying, waiting: Waiting & { readonly kind: "time" }): Carried {
  const [before, after] = [askedBefore(carrying), askedAfter(carrying)];
  const slept = outcomeOf(before, "sleep");
  if (slept?.exit !== waiting.exit) return leftOver(carrying, waiting);
  const sleeps = outcomeOf(after, "sleep");
  if (sleeps !== undefined) {
    const untilMs = waiting.untilMs + sleeps.untilMs - slept.untilMs;
    return carried({ kind: "time", untilMs, exit: sleeps.exit });
  }
  const leaves = firstOutcome(after);
  // What writes something, or is passed because it is disabled, says so when the run begins it.
  const says = leaves.kind === "leave" && (leaves.changes ?? leaves.link ?? leaves.disabled);
  if (leaves.kind !== "leave" || says !== undefined) return BEGINS;
  return carried({ kind: "time", untilMs: carrying.nowMs, exit: leaves.exit });
}

/**
 * A time that the node did not choose stands before an exit that was: a hold or a dispute kept the run from taking it. At the
 * start it only means that nothing has begun.
 */
function leftOver(carrying: Carrying, waiting: Waiting & { readonly kind: "time" }): Carried {
  const { node, target } = carrying;
  if (node.role === "start" && target.role !== "start") return BEGINS;
  if (node.type === target.type) return leavesBy(carrying, waiting.exit);
  const slept = outcomeOf(askedBefore(carrying), "sleep");
  return slept?.exit === waiting.exit ? BEGINS : cannot("way-out-gone");
}

function carryEvent(
  carrying: Carrying,
  waiting: Waiting & { readonly kind: "event" },
  isSame: boolean,
): Carried {
  const { target } = carrying;
  const before = outcomeOf(askedBefore(carrying), "await");
  const after = outcomeOf(askedAfter(carrying), "await");
  if (after === undefined) return BEGINS;
  const hasWork = [before, after].some((each) => each?.task !== undefined);
  // Work and links belong to a visit of a node.
  if (!isSame && (hasWork || after.link !== undefined)) return BEGINS;
  if (hasWork && !offersSame(before, after, target)) return BEGINS;
  const exits: Record<string, ExitId> = {};
  for (const [event, exit] of Object.entries(after.exits)) {
    if (exit !== undefined) exits[event] = exit;
  }
  return carried({
    kind: "event",
    exits,
    untilMs: after.timeout === null ? null : shifted(waiting.untilMs, before, after),
    timeout: after.timeout,
  });
}

type Await = Outcome & { readonly kind: "await" };

/** Whether each answer of the work that is open is a way out still. */
function offersSame(before: Await | undefined, after: Await, target: CompiledNode): boolean {
  if (before?.task === undefined || after.task === undefined) return false;
  return (
    before.task.kind === after.task.kind &&
    before.task.step === after.task.step &&
    before.task.outcomes.every(({ id }) => target.exits.has(id))
  );
}

function shifted(untilMs: number | null, before: Await | undefined, after: Await): number | null {
  const [was, becomes] = [before?.untilMs ?? null, after.untilMs];
  if (untilMs === null || becomes === null) return becomes;
  return was === null ? untilMs : untilMs + becomes - was;
}

/** The gate is asked anew for what is not on its way: by this version, and not before it would have been. */
function carryAttempt(
  carrying: Carrying,
  waiting: Waiting & { readonly kind: "attempt" },
): Carried {
  const before = outcomeOf(askedBefore(carrying), "attempt");
  const after = outcomeOf(askedAfter(carrying), "attempt");
  if (after === undefined) return BEGINS;
  const isPlanned = carrying.message === "planned" || waiting.askAgainMs === null;
  return carried({
    kind: "attempt",
    giveUpMs: waiting.giveUpMs + after.giveUpMs - (before?.giveUpMs ?? after.giveUpMs),
    askAgainMs: isPlanned ? carrying.nowMs : waiting.askAgainMs,
  });
}

function carryLeave(carrying: Carrying, waiting: Waiting & { readonly kind: "leave" }): Carried {
  const before = outcomeOf(askedBefore(carrying), "ask-leave");
  const after = outcomeOf(askedAfter(carrying), "ask-leave");
  if (after === undefined) return BEGINS;
  const giveUpMs = waiting.giveUpMs + after.giveUpMs - (before?.giveUpMs ?? after.giveUpMs);
  const askAgainMs = waiting.askAgainMs ?? carrying.nowMs;
  return carried({ kind: "leave", giveUpMs, askAgainMs });
}

function carryNotice(carrying: Carrying, waiting: Waiting & { readonly kind: "notice" }): Carried {
  const before = outcomeOf(askedBefore(carrying), "await-notice");
  const after = outcomeOf(askedAfter(carrying), "await-notice");
  if (after?.notice !== waiting.notice) return cannot("notice-running");
  const proofByMs = waiting.proofByMs + after.proofByMs - (before?.proofByMs ?? after.proofByMs);
  return carried({ ...waiting, proof: after.proof, proofByMs });
}

function askedBefore({ from: flow, node, facts, enteredMs: atMs }: Carrying): Asked {
  return { flow, node, facts, atMs };
}

function askedAfter({ to: flow, target: node, facts, enteredMs: atMs }: Carrying): Asked {
  return { flow, node, facts, atMs };
}
