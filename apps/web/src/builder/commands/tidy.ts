import { moveNodes, type Flow, type NodeId, type Position } from "@fairflow/flow";
import type { Builder } from "../builder-context.ts";
import { snap } from "../geometry.ts";
import type { LayoutAnswer, LayoutRequest } from "./lay-out.ts";

/** Lays the flow out anew: the selected steps if there are several, else all. The work is done off the main thread. */
export async function tidy(builder: Builder): Promise<void> {
  const { flow, selection } = builder.document.getState();
  const chosen = selection.size > 1 ? selection : new Set(flow.nodes.map(({ id }) => id));
  if (chosen.size === 0) return;
  const places = await placesFromWorker({
    ids: [...chosen],
    edges: inOrderOfExits(builder, flow).filter(
      ({ from, to }) => chosen.has(from) && chosen.has(to),
    ),
  });
  const current = builder.document.getState();
  if (current.flow.nodes !== flow.nodes) return;
  builder.document.getState().apply({
    label: selection.size > 1 ? `Tidy ${selection.size} steps` : "Tidy",
    flow: moveNodes(current.flow, anchored(current.flow, places, [...chosen])),
  });
}

/** Keeps the top left corner where it was, so that tidying a part does not make it jump. */
function anchored(
  flow: Flow,
  places: LayoutAnswer,
  chosen: readonly NodeId[],
): ReadonlyMap<NodeId, Position> {
  const before = chosen.flatMap((id) => flow.layout[id] ?? []);
  const left = Math.min(...before.map(({ x }) => x), Infinity);
  const top = Math.min(...before.map(({ y }) => y), Infinity);
  const dx = Number.isFinite(left) ? left - Math.min(...places.map(({ x }) => x)) : 0;
  const dy = Number.isFinite(top) ? top - Math.min(...places.map(({ y }) => y)) : 0;
  return new Map(
    chosen.flatMap((id) => {
      const place = places.find((each) => each.id === id);
      return place === undefined ? [] : [[id, snap({ x: place.x + dx, y: place.y + dy })] as const];
    }),
  );
}

/** Branches then stand from left to right as the step lists them. */
function inOrderOfExits(builder: Builder, flow: Flow): Flow["edges"] {
  const rank = (from: NodeId, exit: string) =>
    builder.view(flow, from)?.exits.findIndex(({ id }) => id === exit) ?? 0;
  return flow.edges.toSorted((a, b) => rank(a.from, a.exit) - rank(b.from, b.exit));
}

function placesFromWorker(request: LayoutRequest): Promise<LayoutAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./tidy.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<LayoutAnswer>) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener("error", (event) => {
      worker.terminate();
      reject(new Error(`The layout failed: ${event.message}`));
    });
    worker.postMessage(request);
  });
}
