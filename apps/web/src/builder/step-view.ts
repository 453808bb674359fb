import type { Flow, FlowNode, NodeId } from "@fairflow/flow";
import type { Catalog, Exit, Family, Names, NodeDefinition } from "@fairflow/interpreter";

/** A step as the canvas, the inspector and screen readers show it. */
export interface StepView {
  readonly id: NodeId;
  readonly type: string;
  readonly typeTitle: string;
  /** What the drawer called it, else its type. */
  readonly title: string;
  readonly sentence: string;
  readonly family: Family;
  readonly role: NodeDefinition["role"];
  readonly exits: readonly Exit[];
  /** Whether each exit may lead nowhere. */
  readonly mayStayOpen: boolean;
}

export function definitionOf(catalog: Catalog, type: string): NodeDefinition | undefined {
  return Object.hasOwn(catalog, type) ? catalog[type] : undefined;
}

export type StepViewer = (flow: Flow, id: NodeId) => StepView | undefined;

/**
 * Makes a function that views the steps of a flow. A step that did not change keeps its view, by identity: edits share
 * what they do not touch, so views hang on the node objects themselves.
 */
export function stepViewer(catalog: Catalog, names: Names): StepViewer {
  const views = new WeakMap<FlowNode, StepView>();
  const indexes = new WeakMap<Flow["nodes"], ReadonlyMap<NodeId, FlowNode>>();
  return (flow, id) => {
    let index = indexes.get(flow.nodes);
    if (index === undefined) {
      index = new Map(flow.nodes.map((node) => [node.id, node]));
      indexes.set(flow.nodes, index);
    }
    const node = index.get(id);
    if (node === undefined) return undefined;
    const known = views.get(node);
    if (known !== undefined) return known;
    const view = viewOf(node, flow, catalog, names);
    views.set(node, view);
    return view;
  };
}

function viewOf(node: FlowNode, flow: Flow, catalog: Catalog, names: Names): StepView {
  const { id, type } = node;
  const definition = definitionOf(catalog, type);
  if (definition === undefined) {
    return {
      id,
      type,
      typeTitle: `Unknown step "${type}"`,
      title: node.name === "" ? type : node.name,
      sentence: "This installation does not know this kind of step",
      family: "action",
      role: "step",
      exits: usedExits(flow, id),
      mayStayOpen: false,
    };
  }
  const binding = definition.bind(node.config);
  const segments = binding.ok ? (binding.node.references.segments ?? []) : [];
  return {
    id,
    type,
    typeTitle: definition.title,
    title: node.name === "" ? definition.title : node.name,
    sentence: binding.ok ? binding.node.sentence(names) : "Not finished: see the problems",
    family: definition.family,
    role: definition.role,
    exits: binding.ok
      ? binding.node.exits.map((exit) =>
          // A way out that is labelled by a segment's id reads as the segment's name.
          segments.includes(exit.label) ? { ...exit, label: names.segment(exit.label) } : exit,
        )
      : usedExits(flow, id),
    mayStayOpen: definition.role === "pause",
  };
}

/** While its settings do not fit, a step keeps the ways out that are drawn. */
function usedExits(flow: Flow, id: NodeId): readonly Exit[] {
  return flow.edges
    .filter((edge) => edge.from === id)
    .map(({ exit }) => ({ id: exit, label: exit }));
}
