import {
  graphOf,
  reachableFrom,
  targetOf,
  type ExitRef,
  type Flow,
  type Graph,
  type NodeId,
} from "@fairflow/flow";
import { MAY_STAY_OPEN } from "@fairflow/interpreter";
import type { StepViewer } from "../step-view.ts";

interface Branch {
  readonly key: string;
  readonly children: readonly OutlineItem[];
}

/** One line of the outline. Its key is the same as long as it is about the same thing. */
export type OutlineItem = Branch &
  (
    | { readonly kind: "step"; readonly id: NodeId }
    /** Ways out of a step that lead to one place, or one that leads nowhere yet. */
    | { readonly kind: "exit"; readonly exits: readonly ExitRef[]; readonly to: NodeId | undefined }
    /** Says that the way goes on at a step that stands elsewhere. */
    | { readonly kind: "link"; readonly to: NodeId }
    | { readonly kind: "note"; readonly id: string }
  );

/**
 * A flow as a tree. Steps that follow one another stand below one another; where a step branches, each way out is a line of
 * its own with what follows on it. Where ways meet again, the outline goes on at the step where they meet, on the level of
 * the branching; if they never meet, on the way that has most steps before it. Every step stands in it once.
 */
export function outlineTree(flow: Flow, view: StepViewer): readonly OutlineItem[] {
  const walk: Walk = { flow, view, graph: graphOf(flow), seen: new Set() };
  const entered = new Set(flow.edges.map(({ to }) => to));
  const ids = flow.nodes.map(({ id }) => id);
  // What begins a flow, then what nothing leads to, then circles that nothing leads into.
  const roots = [
    ...ids.filter((id) => view(flow, id)?.role !== "step"),
    ...ids.filter((id) => !entered.has(id)),
    ...ids,
  ];
  return [
    ...roots.flatMap((id) => (walk.seen.has(id) ? [] : chainFrom(walk, id, new Set(), "root"))),
    ...flow.notes.map(({ id }) => ({ kind: "note" as const, id, key: `note ${id}`, children: [] })),
  ];
}

interface Walk {
  readonly flow: Flow;
  readonly view: StepViewer;
  readonly graph: Graph;
  readonly seen: Set<NodeId>;
}

/** @param stops steps that are listed further out, where ways meet again */
function chainFrom(
  walk: Walk,
  first: NodeId,
  stops: ReadonlySet<NodeId>,
  within: string,
): readonly OutlineItem[] {
  const items: OutlineItem[] = [];
  for (let at: NodeId | undefined = first; at !== undefined;) {
    if (walk.seen.has(at) || stops.has(at)) {
      const key = `link ${items.at(-1)?.key ?? within} ${at}`;
      items.push({ kind: "link", to: at, key, children: [] });
      break;
    }
    walk.seen.add(at);
    const { children, next } = behind(walk, at, stops);
    items.push({ kind: "step", id: at, key: stepKey(at), children });
    at = next;
  }
  return items;
}

function behind(
  walk: Walk,
  id: NodeId,
  stops: ReadonlySet<NodeId>,
): { readonly children: readonly OutlineItem[]; readonly next: NodeId | undefined } {
  const ways = waysOut(walk, id);
  const targets = new Set(ways.flatMap(({ to }) => to ?? []));
  const [only] = targets;
  if (ways.length <= 1 && (only !== undefined || ways.length === 0)) {
    return { children: [], next: only };
  }
  const next = goesOnAt(walk, [...targets]);
  const inner = next === undefined ? stops : new Set([...stops, next]);
  const children = ways.map(({ exits, to }): OutlineItem => {
    const key = `exit ${id} ${exits.map(({ exit }) => exit).join(" ")}`;
    const followers = to === undefined ? [] : chainFrom(walk, to, inner, key);
    return { kind: "exit", key, exits, to, children: followers };
  });
  return { children, next };
}

interface Way {
  readonly exits: readonly ExitRef[];
  readonly to: NodeId | undefined;
}

/** The ways out in the step's order, those to one place together. One that may lead nowhere and does is not worth a line. */
function waysOut({ flow, view, graph }: Walk, id: NodeId): readonly Way[] {
  const step = view(flow, id);
  const byTarget = new Map<NodeId, ExitRef[]>();
  const open: Way[] = [];
  for (const exit of step?.exits ?? []) {
    const ref = { from: id, exit: exit.id };
    const target = targetOf(flow, ref);
    const to = target !== undefined && graph.exitsOf.has(target) ? target : undefined;
    if (to !== undefined) byTarget.set(to, [...(byTarget.get(to) ?? []), ref]);
    else if (step?.mayStayOpen !== true && !MAY_STAY_OPEN.has(exit.id)) {
      open.push({ exits: [ref], to });
    }
  }
  return [...[...byTarget].map(([to, exits]) => ({ exits, to })), ...open];
}

/** The nearest step to which every way leads; else the beginning of the way that has most before it. */
function goesOnAt({ graph, seen }: Walk, targets: readonly NodeId[]): NodeId | undefined {
  const reaches = targets.map((target) => reachableFrom(graph, [target]));
  const common = new Set(
    [...(reaches[0] ?? [])].filter(
      (id) => !seen.has(id) && reaches.every((reach) => reach.has(id)),
    ),
  );
  const meeting = targets.length > 1 ? nearest(graph, targets[0], common) : undefined;
  if (meeting !== undefined) return meeting;
  const sizes = reaches.map((reach) => [...reach].filter((id) => !seen.has(id)).length);
  const most = Math.max(...sizes);
  return most > 0 ? targets[sizes.indexOf(most)] : undefined;
}

function nearest(
  graph: Graph,
  from: NodeId | undefined,
  wanted: ReadonlySet<NodeId>,
): NodeId | undefined {
  if (from === undefined || wanted.size === 0) return undefined;
  // A set is walked in the order of arrival, also while it grows: that is breadth first.
  const reached = new Set([from]);
  for (const id of reached) {
    if (wanted.has(id)) return id;
    for (const to of graph.exitsOf.get(id)?.values() ?? []) reached.add(to);
  }
  return undefined;
}

export function stepKey(id: NodeId): string {
  return `step ${id}`;
}
