import type { ExitId, Flow, NodeId } from "./flow.ts";

/** A flow's edges, ready for questions. Maps are nested, so ids cannot collide. */
export interface Graph {
  /** exit -> target, per node; edges to or from nodes that do not exist are left out. */
  readonly exitsOf: ReadonlyMap<NodeId, ReadonlyMap<ExitId, NodeId>>;
}

export function graphOf(flow: Pick<Flow, "nodes" | "edges">): Graph {
  const exitsOf = new Map<NodeId, Map<ExitId, NodeId>>(flow.nodes.map(({ id }) => [id, new Map()]));
  for (const { from, exit, to } of flow.edges) {
    if (exitsOf.has(to)) exitsOf.get(from)?.set(exit, to);
  }
  return { exitsOf };
}

export function reachableFrom(graph: Graph, roots: Iterable<NodeId>): ReadonlySet<NodeId> {
  const reached = new Set<NodeId>();
  const pending = [...roots];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    pending.push(...(graph.exitsOf.get(id)?.values() ?? []));
  }
  return reached;
}

/**
 * The nodes of the first cycle that passes only through nodes for which `counts` holds, in order; undefined when there is
 * none. Iterative: a chain of 2,000 nodes must not deepen the stack.
 */
export function findCycle(
  graph: Graph,
  counts: (id: NodeId) => boolean,
): readonly NodeId[] | undefined {
  const finished = new Set<NodeId>();
  for (const root of graph.exitsOf.keys()) {
    if (finished.has(root) || !counts(root)) continue;
    const path: { readonly id: NodeId; readonly targets: NodeId[] }[] = [visit(graph, root)];
    const onPath = new Set([root]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = top.targets.pop();
      if (target === undefined) {
        finished.add(top.id);
        onPath.delete(top.id);
        path.pop();
        continue;
      }
      if (onPath.has(target)) {
        const ids = path.map(({ id }) => id);
        return ids.slice(ids.indexOf(target));
      }
      if (finished.has(target) || !counts(target)) continue;
      path.push(visit(graph, target));
      onPath.add(target);
    }
  }
  return undefined;
}

function visit(graph: Graph, id: NodeId): { readonly id: NodeId; readonly targets: NodeId[] } {
  return { id, targets: [...(graph.exitsOf.get(id)?.values() ?? [])].toReversed() };
}
