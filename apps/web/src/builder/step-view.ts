import type { Flow, FlowNode, NodeId } from "@fairflow/flow";
import type {
  Catalog,
  Exit,
  Family,
  Names,
  NodeDefinition,
  WhenDisabled,
} from "@fairflow/interpreter";

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
  /** Everybody passes it at once, and it does nothing. */
  readonly isDisabled: boolean;
  /** What that does, or would do; undefined while its settings do not fit. */
  readonly whenDisabled: WhenDisabled | undefined;
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
  const views = new WeakMap<FlowNode, Viewed>();
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
    if (known !== undefined && (known.of === undefined || known.of === flow.edges)) {
      return known.view;
    }
    const viewed = viewOf(node, flow, catalog, names);
    views.set(node, viewed);
    return viewed.view;
  };
}

interface Viewed {
  readonly view: StepView;
  /** The edges that it was read from, where its settings do not tell its ways out. */
  readonly of: Flow["edges"] | undefined;
}

function viewOf(node: FlowNode, flow: Flow, catalog: Catalog, names: Names): Viewed {
  const { id, type } = node;
  const definition = definitionOf(catalog, type);
  if (definition === undefined) {
    const view = {
      id,
      type,
      typeTitle: `Unknown step “${type}”`,
      title: node.name === "" ? type : node.name,
      sentence: "This installation does not know this kind of step",
      family: "action",
      role: "step",
      exits: usedExits(flow, id, []),
      mayStayOpen: false,
      isDisabled: node.disabled === true,
      whenDisabled: undefined,
    } as const;
    return { view, of: flow.edges };
  }
  const binding = definition.bind(node.config);
  const segments = binding.ok ? (binding.node.references.segments ?? []) : [];
  const view: StepView = {
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
      : exitsMeanwhile(flow, id, definition),
    mayStayOpen: definition.role === "pause",
    isDisabled: node.disabled === true,
    whenDisabled: binding.ok ? binding.node.whenDisabled : undefined,
  };
  return { view, of: binding.ok ? undefined : flow.edges };
}

/** What becomes of those who come to a disabled step. */
export function wayPastWords({ exits, whenDisabled }: StepView): string {
  if (whenDisabled?.kind === "cannot") return `it cannot be, since ${whenDisabled.because}`;
  const label = exits.find(({ id }) => id === whenDisabled?.exit)?.label;
  const by = label === undefined ? "" : ` by “${label}”`;
  return `everybody passes it at once${by}, and it does nothing`;
}

/** Ways out of a disabled step that nobody takes. */
export function isNeverTaken({ isDisabled, whenDisabled }: StepView, exit: string): boolean {
  return isDisabled && whenDisabled?.kind === "passes" && whenDisabled.exit !== exit;
}

/**
 * While its settings do not fit, a step keeps the ways out that are drawn; one that leads nowhere yet keeps the way that a
 * new one of its type has, so that the flow can be drawn on.
 */
function exitsMeanwhile(flow: Flow, id: NodeId, definition: NodeDefinition): readonly Exit[] {
  const usual = definition.bind(Object.fromEntries(Object.entries(Object(definition.defaults))));
  const known = usual.ok ? usual.node.exits : [];
  const used = usedExits(flow, id, known);
  if (used.length > 0) return used;
  const onward = known.find((exit) => exit.id === "else") ?? known[0];
  return onward === undefined ? [] : [onward];
}

function usedExits(flow: Flow, id: NodeId, known: readonly Exit[]): readonly Exit[] {
  return flow.edges
    .filter((edge) => edge.from === id)
    .map(({ exit }) => known.find((each) => each.id === exit) ?? { id: exit, label: exit });
}
