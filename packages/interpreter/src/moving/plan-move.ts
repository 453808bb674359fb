import type { NodeId } from "@fairflow/flow";
import { advance } from "../advance.ts";
import type { CompiledFlow, CompiledNode } from "../compile.ts";
import type { Effect } from "../effect.ts";
import type { Run, Stand, Waiting } from "../run.ts";
import { nodeOf, withdraw, type Facts, type Step } from "../walk.ts";
import { carryWait, type Carried, type Carrying, type Obstacle } from "./carry-wait.ts";
import { destinationOf, type MoveMap } from "./move-map.ts";
import { passesOverAt, reachOf, type Reach } from "./passes-over.ts";

/** Two versions of a flow, and what becomes of those at each node of the first. */
export interface Moving {
  readonly from: CompiledFlow;
  readonly to: CompiledFlow;
  readonly map: MoveMap;
}

/** A run as it stands, with what only the attempts know of it. */
export interface RunToMove {
  readonly run: Run;
  readonly facts: Facts;
  readonly nowMs: number;
  /** Nodes of which a message has left, or may have. */
  readonly sent: ReadonlySet<NodeId>;
  /** What stands of a message of the visit at which it stands, or stood. */
  readonly message: "none" | "planned" | "left";
}

const TAKEN_OUT = "taken-out";
const HANDED_OVER = "handed-over";

/** What a move makes of a run. `at` is the node that decides: where it stands, or stood when it was interrupted. */
export type MovePlan =
  | { readonly kind: "undecided"; readonly at: NodeId }
  | { readonly kind: "stays"; readonly at: NodeId }
  | { readonly kind: "cannot"; readonly at: NodeId; readonly why: Obstacle }
  | {
      readonly kind: "ends";
      readonly at: NodeId;
      /** Who is asked to look after it; null where nobody is. */
      readonly team: string | null;
      readonly run: Run;
      /** Of the version that it leaves. */
      readonly left: readonly Step[];
      readonly effects: readonly Effect[];
    }
  | {
      readonly kind: "moves";
      /** Null for a run that has not begun. */
      readonly at: NodeId | null;
      readonly to: NodeId | null;
      /** Whether its wait goes on; otherwise it begins the node anew. */
      readonly isCarried: boolean;
      readonly run: Run;
      /** Of the version that it leaves: at every node of both versions, entered = left + present (I8). */
      readonly left: readonly Step[];
      /** Of the version that it comes to. */
      readonly entered: readonly Step[];
      readonly effects: readonly Effect[];
    };

/** What it would become of any run. Pure, and nothing is begun: the node to which a run comes decides when the run wakes. */
export function movePlanner(moving: Moving): (of: RunToMove) => MovePlan {
  const reach = reachOf(moving.from);
  return (of) => planMove(moving, reach, of);
}

const DISPUTE = "dispute";

function planMove(moving: Moving, reach: Reach, of: RunToMove): MovePlan {
  const { run } = of;
  if (run.node === null) return notBegun(of);
  const stand = standOf(run);
  const at = stand?.node ?? run.node;
  const destination = destinationOf(moving.map, at);
  if (destination === undefined) return { kind: "undecided", at };
  if (destination.kind === "stay") return { kind: "stays", at };
  if (run.status === "parked" || stand === null) return { kind: "cannot", at, why: "parked" };
  if (destination.kind === "leave") return ends(moving, of, { at, team: null });
  if (destination.kind === "hand-over") return ends(moving, of, { at, team: destination.team });
  return moves(moving, of, { stand, target: nodeOf(moving.to, destination.to), reach });
}

/** It has entered nothing, and begins in the other version. */
function notBegun({ run }: RunToMove): MovePlan {
  const nowhere = { at: null, to: null, isCarried: true, left: [], entered: [], effects: [] };
  return { kind: "moves", run, ...nowhere };
}

/** Where it stands, or stood before a dispute or a hold interrupted it. */
function standOf(run: Run): Stand | null {
  if (run.interrupted !== null) return run.interrupted;
  if (run.node === null || run.waiting === null) return null;
  const { node, visit, waiting } = run;
  return { node, visit, waiting, remainingMs: null, notBeforeMs: null, due: null };
}

function ends(
  { from }: Moving,
  { run, facts, nowMs }: RunToMove,
  { at, team }: { readonly at: NodeId; readonly team: string | null },
): MovePlan {
  const reason = team === null ? TAKEN_OUT : HANDED_OVER;
  const ended = advance(from, run, { facts, nowMs, event: { kind: "stopped", reason } });
  return { kind: "ends", at, team, run: ended.run, left: ended.steps, effects: ended.effects };
}

interface Going {
  readonly stand: Stand;
  readonly target: CompiledNode;
  readonly reach: Reach;
}

function moves(moving: Moving, of: RunToMove, { stand, target, reach }: Going): MovePlan {
  const { from, to } = moving;
  const { run, nowMs } = of;
  if (run.node === null) return notBegun(of);
  const node = nodeOf(from, stand.node);
  const carrying: Carrying = {
    ...moving,
    ...of,
    node,
    target,
    waiting: stand.waiting,
    due: stand.due,
    enteredMs: run.enteredMs,
  };
  const isPausing = stand.waiting.kind === DISPUTE;
  const pausesThere = isPausing && target.role === "pause";
  const kept: Carried = pausesThere ? pausedOn(stand, target) : carryWait(carrying);
  if (kept.kind === "cannot") return { kind: "cannot", at: stand.node, why: kept.why };
  const keepsVisit = kept.kind === "carried" && stand.node === target.id;
  const visits = { ...run.visits };
  const enterVisit = (id: NodeId): number => {
    const visit = (Object.hasOwn(visits, id) ? (visits[id] ?? 0) : 0) + 1;
    visits[id] = visit;
    return visit;
  };
  const visit = keepsVisit ? stand.visit : enterVisit(target.id);
  const waiting: Waiting =
    kept.kind === "carried" ? kept.waiting : { kind: "arrival", untilMs: nowMs };
  const passesOver = passesOverAt({
    moving,
    reach,
    of,
    at: stand.node,
    target,
    begins: !keepsVisit,
  });
  const moved: Run = { ...run, visits, passesOver, node: target.id, visit, waiting };
  const isInterrupted = run.interrupted !== null;
  const frozen: Stand = { ...stand, node: target.id, visit, waiting };
  const there: Stand = {
    ...frozen,
    remainingMs: remainingOf(stand, waiting),
  };
  const result = (
    next: Run,
    entered: { readonly node: NodeId; readonly visit: number },
  ): MovePlan => ({
    kind: "moves",
    at: stand.node,
    to: target.id,
    isCarried: kept.kind === "carried",
    run: next,
    left: [leftStep(run, entered.node)],
    entered: [{ ...entered, entered: true, left: null }],
    effects: withdrawn(moving, of),
  });
  const here = { node: target.id, visit };
  // It came to the pause by an edge and has no decision yet: a dispute is open.
  if (isPausing && !pausesThere) {
    const holds = run.holds.includes(DISPUTE) ? run.holds : [...run.holds, DISPUTE];
    return result({ ...moved, status: "held", holds, interrupted: { ...there, due: null } }, here);
  }
  if (!isInterrupted) return result(moved, here);
  if (run.waiting?.kind === DISPUTE && !isPausing) {
    if (to.pause === null) {
      const holds = run.holds.includes(DISPUTE) ? run.holds : [...run.holds, DISPUTE];
      return result({ ...moved, status: "held", holds, interrupted: there }, here);
    }
    const paused = { node: to.pause.id, visit: enterPause(run, to.pause, enterVisit) };
    return result(
      { ...moved, ...paused, visits, waiting: run.waiting, interrupted: there },
      paused,
    );
  }
  return result({ ...moved, interrupted: there }, here);
}

/** The pause keeps its visit where it is the same node: its task belongs to it. */
function enterPause(
  { node, visit }: Run,
  pause: CompiledNode,
  enterVisit: (id: NodeId) => number,
): number {
  return node === pause.id ? visit : enterVisit(pause.id);
}

function pausedOn({ due, waiting }: Stand, target: CompiledNode): Carried {
  if (due !== null && !target.exits.has(due)) return { kind: "cannot", why: "way-out-gone" };
  return { kind: "carried", waiting };
}

function leftStep({ node, visit }: Run, to: NodeId): Step {
  if (node === null) throw new RangeError("A run that stands nowhere leaves nothing");
  return { node, visit, entered: false, left: `moved:${to}` };
}

/** What was frozen goes on with as much more or less as its date has moved. */
function remainingOf({ remainingMs, waiting: was }: Stand, becomes: Waiting): number | null {
  const [before, after] = [endOf(was), endOf(becomes)];
  if (after === null) return null;
  if (remainingMs === null || before === null) return remainingMs ?? 0;
  return Math.max(0, remainingMs + after - before);
}

/** The date that a wait counts down to. */
function endOf(waiting: Waiting): number | null {
  switch (waiting.kind) {
    case "time":
    case "event":
      return waiting.untilMs;
    case "attempt":
    case "leave":
      return waiting.giveUpMs;
    case "notice":
      return waiting.proofByMs;
    case "dispute":
    case "arrival":
      return null;
  }
}

/** A message that is planned by the version that it leaves is taken back; the other asks anew. */
function withdrawn({ from }: Moving, { run, facts, nowMs, message }: RunToMove): readonly Effect[] {
  if (message !== "planned") return [];
  const effects: Effect[] = [];
  const input = { facts, nowMs, event: { kind: "wake" } } as const;
  const none = { messageCounted: false, values: null, steps: [] };
  withdraw({ flow: from, input, run, effects, ...none });
  return effects;
}
