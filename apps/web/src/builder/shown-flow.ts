import type { ExitRef, Flow, FlowNode, Group, NodeId, Position } from "@fairflow/flow";
import { STEP_HEIGHT, STEP_WIDTH } from "./geometry.ts";
import type { StepView, StepViewer } from "./step-view.ts";

/** A flow as it is drawn: each folded group is one box among the steps, and edges lead to the box. */
export interface ShownFlow {
  readonly flow: Flow;
  readonly view: StepViewer;
  readonly folded: ReadonlyMap<NodeId, Group>;
  /** What stands for a step in the drawing: itself, or the box of its folded group. */
  readonly boxOf: (id: NodeId) => NodeId;
  /** The ways out of steps that a way out of a box stands for. */
  readonly behind: (ref: ExitRef) => ExitRef;
}

export function shownFlow(flow: Flow, view: StepViewer, groups: readonly Group[]): ShownFlow {
  if (groups.length === 0) {
    return { flow, view, folded: new Map(), boxOf: (id) => id, behind: (ref) => ref };
  }
  const home = new Map<string, NodeId>(
    groups.flatMap(({ id, nodes }) => nodes.map((member) => [member, id] as const)),
  );
  const boxOf = (id: NodeId) => home.get(id) ?? id;
  const refs = new Map<string, ExitRef>();
  const exits = new Map<NodeId, StepView["exits"]>();
  const edges = flow.edges.flatMap((edge) => {
    const [from, to] = [boxOf(edge.from), boxOf(edge.to)];
    if (from === edge.from) return [{ ...edge, to }];
    if (from === to) return [];
    const exit = `${edge.from}/${edge.exit}`;
    refs.set(`${from} ${exit}`, { from: edge.from, exit: edge.exit });
    const step = view(flow, edge.from);
    const label = step?.exits.find(({ id }) => id === edge.exit)?.label ?? edge.exit;
    exits.set(from, [...(exits.get(from) ?? []), { id: exit, label }]);
    return [{ from, exit, to }];
  });
  const boxes = groups.map((group) => ({ group, node: boxNode(group) }));
  const shown: Flow = {
    ...flow,
    nodes: flow.nodes.flatMap((node) => {
      const at = boxOf(node.id);
      if (at === node.id) return [node];
      const box = boxes.find(({ group }) => group.id === at);
      // The box stands in the list where the first of its steps stands.
      const isFirst = flow.nodes.find(({ id }) => boxOf(id) === at) === node;
      return isFirst && box !== undefined ? [box.node] : [];
    }),
    edges,
    layout: {
      ...Object.fromEntries(Object.entries(flow.layout).filter(([id]) => !home.has(id))),
      ...Object.fromEntries(groups.map((group) => [group.id, boxPlace(flow, group)])),
    },
  };
  const views = new Map(
    boxes.map(({ group }) => [group.id, boxView(group, exits.get(group.id) ?? [])]),
  );
  return {
    flow: shown,
    view: (_flow, id) => views.get(id) ?? view(flow, id),
    folded: new Map(groups.map((group) => [group.id, group])),
    boxOf,
    behind: (ref) => refs.get(`${ref.from} ${ref.exit}`) ?? ref,
  };
}

export interface Frame extends Position {
  readonly width: number;
  readonly height: number;
}

/** The ground that steps stand on; undefined when none of them has a place. */
export function groundOf(places: readonly Position[]): Frame | undefined {
  if (places.length === 0) return undefined;
  const [x, y] = [
    Math.min(...places.map((place) => place.x)),
    Math.min(...places.map((place) => place.y)),
  ];
  return {
    x,
    y,
    width: Math.max(...places.map((place) => place.x)) + STEP_WIDTH - x,
    height: Math.max(...places.map((place) => place.y)) + STEP_HEIGHT - y,
  };
}

/** A folded group stands at the top of the ground of its steps, in the middle. */
function boxPlace({ layout }: Flow, { nodes }: Group): Position {
  const ground = groundOf(nodes.flatMap((id) => layout[id] ?? []));
  return ground === undefined
    ? { x: 0, y: 0 }
    : { x: ground.x + (ground.width - STEP_WIDTH) / 2, y: ground.y };
}

function boxNode({ id, name }: Group): FlowNode {
  return { id, type: "group", name, config: {} };
}

function boxView({ id, name, nodes }: Group, exits: StepView["exits"]): StepView {
  return {
    id,
    type: "group",
    typeTitle: "Group",
    title: name === "" ? "Group" : name,
    sentence: `${nodes.length === 1 ? "1 step" : `${nodes.length} steps`}, folded`,
    family: "action",
    role: "step",
    exits,
    mayStayOpen: true,
    isDisabled: false,
    whenDisabled: undefined,
  };
}
