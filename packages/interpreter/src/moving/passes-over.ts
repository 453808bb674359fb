import { reachableFrom, type Graph, type NodeId } from "@fairflow/flow";
import type { CompiledFlow, CompiledNode } from "../compile.ts";
import { destinationOf } from "./move-map.ts";
import type { Moving, RunToMove } from "./plan-move.ts";

/** The nodes that a run comes to from a node, that node only by a way round. */
export type Reach = (node: NodeId) => ReadonlySet<NodeId>;

export function reachOf({ nodes }: CompiledFlow): Reach {
  const graph: Graph = {
    exitsOf: new Map(
      [...nodes].map(([id, { exits }]) => [
        id,
        new Map([...exits].flatMap(([exit, to]) => (to === null ? [] : [[exit, to] as const]))),
      ]),
    ),
  };
  const known = new Map<NodeId, ReadonlySet<NodeId>>();
  return (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const reached = reachableFrom(graph, graph.exitsOf.get(node)?.values() ?? []);
    known.set(node, reached);
    return reached;
  };
}

/**
 * Messages that the run was sent and that the version that it leaves would not have sent again from where it stands: the
 * other passes over them once. What it would have sent again, as a reminder of every month, is sent again.
 */
export function passesOverAt({
  moving: { to, map },
  reach,
  of: { run, sent },
  at,
  target,
  begins,
}: {
  readonly moving: Moving;
  readonly reach: Reach;
  readonly of: RunToMove;
  readonly at: NodeId;
  readonly target: CompiledNode;
  readonly begins: boolean;
}): NodeId[] {
  const ahead = reach(at);
  const passed = new Set<NodeId>();
  const pass = (id: NodeId) => {
    const destination = destinationOf(map, id);
    if (destination?.kind === "move") passed.add(destination.to);
    if (to.nodes.has(id)) passed.add(id);
  };
  for (const id of sent) {
    const goesThere = destinationOf(map, id);
    const isTarget =
      begins && (id === target.id || (goesThere?.kind === "move" && goesThere.to === target.id));
    if (!ahead.has(id) || isTarget) pass(id);
  }
  for (const id of run.passesOver) pass(id);
  return [...passed].toSorted();
}
