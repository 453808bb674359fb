import { Graph, layout } from "@dagrejs/dagre";
import { GAP_X, GAP_Y, STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";

export interface LayoutRequest {
  readonly ids: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export type LayoutAnswer = readonly {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}[];

/** Layers a flow from top to bottom. */
export function layOut({ ids, edges }: LayoutRequest): LayoutAnswer {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: GAP_X, ranksep: GAP_Y, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) graph.setNode(id, { width: STEP_WIDTH, height: STEP_HEIGHT });
  for (const [index, { from, to }] of edges.entries()) graph.setEdge(from, to, {}, String(index));
  layout(graph);
  return ids.map((id) => {
    const { x, y } = graph.node(id);
    return { id, x: x - STEP_WIDTH / 2, y: y - STEP_HEIGHT / 2 };
  });
}
