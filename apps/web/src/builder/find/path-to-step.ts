import type { ExitRef, Flow, NodeId } from "@fairflow/flow";
import type { StepViewer } from "../step-view.ts";

/**
 * Makes a function that says how a run comes to a step, by the shortest way, as in `Start > Paid? > Yes > Thank you`. A way
 * out is named where there is a choice. A step that nothing leads to stands alone.
 */
export function pathsTo(flow: Flow, view: StepViewer): (id: NodeId) => readonly string[] {
  const cameFrom = shortestWays(flow, view);
  return (id) => {
    const path: string[] = [];
    const seen = new Set<NodeId>();
    for (let at: NodeId | undefined = id; at !== undefined && !seen.has(at);) {
      seen.add(at);
      path.unshift(view(flow, at)?.title ?? at);
      const ref = cameFrom.get(at);
      const exits = ref === undefined ? [] : (view(flow, ref.from)?.exits ?? []);
      const exit = exits.find((each) => each.id === ref?.exit);
      if (exit !== undefined && exits.length > 1) path.unshift(exit.label);
      at = ref?.from;
    }
    return path;
  };
}

function shortestWays(flow: Flow, view: StepViewer): ReadonlyMap<NodeId, ExitRef> {
  const outOf = Map.groupBy(flow.edges, ({ from }) => from);
  const cameFrom = new Map<NodeId, ExitRef>();
  const reached = new Set(
    flow.nodes.map(({ id }) => id).filter((id) => view(flow, id)?.role !== "step"),
  );
  // A set is walked in the order of arrival, also while it grows: that is breadth first.
  for (const id of reached) {
    for (const { from, exit, to } of outOf.get(id) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      cameFrom.set(to, { from, exit });
    }
  }
  return cameFrom;
}
