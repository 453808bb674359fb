import { graphOf, reachableFrom, type Flow, type NodeId } from "@fairflow/flow";

export type Direction = "up" | "down" | "left" | "right";

/** The step that an arrow key leads to: up to a parent, down to a child, sideways to a step that stands beside. */
export function stepToward(flow: Flow, from: NodeId, direction: Direction): NodeId | undefined {
  switch (direction) {
    case "up":
      return nearestTo(
        flow,
        from,
        flow.edges.flatMap((edge) => (edge.to === from ? [edge.from] : [])),
      );
    case "down":
      return nearestTo(
        flow,
        from,
        flow.edges.flatMap((edge) => (edge.from === from ? [edge.to] : [])),
      );
    case "left":
    case "right":
      return beside(flow, from, direction);
  }
}

/** Everything that can be reached from a step, itself included; or everything from which it can be reached. */
export function stream(
  flow: Flow,
  from: NodeId,
  way: "downstream" | "upstream",
): readonly NodeId[] {
  const edges =
    way === "downstream"
      ? flow.edges
      : flow.edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from, exit: edge.from }));
  return [...reachableFrom(graphOf({ nodes: flow.nodes, edges }), [from])];
}

function nearestTo(flow: Flow, from: NodeId, ids: readonly NodeId[]): NodeId | undefined {
  const x = flow.layout[from]?.x ?? 0;
  const away = (id: NodeId) => Math.abs((flow.layout[id]?.x ?? 0) - x);
  return ids.toSorted((a, b) => away(a) - away(b))[0];
}

function beside(flow: Flow, from: NodeId, direction: "left" | "right"): NodeId | undefined {
  const here = flow.layout[from];
  if (here === undefined) return undefined;
  const candidates = flow.nodes.flatMap(({ id }) => {
    const place = flow.layout[id];
    if (place === undefined || id === from) return [];
    const dx = direction === "right" ? place.x - here.x : here.x - place.x;
    // A step far above or below is no neighbour, however near it stands sideways.
    return dx > 0 ? [{ id, cost: dx + 3 * Math.abs(place.y - here.y) }] : [];
  });
  return candidates.toSorted((a, b) => a.cost - b.cost)[0]?.id;
}
