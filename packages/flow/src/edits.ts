import type { Edge, ExitId, Flow, FlowNode, FlowSettings, NodeId, Note, Position } from "./flow.ts";

/*
 * Every edit of the document is a pure function from flow to flow, so that the canvas, the outline and the JSON view share
 * one set of commands, and undo is a list of earlier documents. An edit that names a missing node changes nothing.
 */

export interface ExitRef {
  readonly from: NodeId;
  readonly exit: ExitId;
}

export function addNode(flow: Flow, node: FlowNode, position: Position): Flow {
  if (hasNode(flow, node.id)) return flow;
  return {
    ...flow,
    nodes: [...flow.nodes, node],
    layout: { ...flow.layout, [node.id]: position },
  };
}

/** Puts a new node behind an exit; what the exit led to now follows the new node's `through` exit. */
export function insertNode(
  flow: Flow,
  node: FlowNode,
  place: {
    readonly after: ExitRef;
    readonly through: ExitId | undefined;
    readonly position: Position;
  },
): Flow {
  const { after, through, position } = place;
  if (hasNode(flow, node.id) || !hasNode(flow, after.from)) return flow;
  const target = targetOf(flow, after);
  const added = connect(addNode(flow, node, position), { ...after, to: node.id });
  if (target === undefined || through === undefined) return added;
  return connect(added, { from: node.id, exit: through, to: target });
}

/** Joins an exit to a node, in place of where it led before. */
export function connect(flow: Flow, edge: Edge): Flow {
  if (!hasNode(flow, edge.from) || !hasNode(flow, edge.to)) return flow;
  return { ...flow, edges: [...disconnect(flow, edge).edges, edge] };
}

export function disconnect(flow: Flow, { from, exit }: ExitRef): Flow {
  const edges = flow.edges.filter((edge) => edge.from !== from || edge.exit !== exit);
  return edges.length === flow.edges.length ? flow : { ...flow, edges };
}

/**
 * Removes a node and heals the gap: what led to it now leads to where its `surviving` exit led. Without `surviving`, the
 * only way on is taken if there is just one; with several, nothing is joined.
 */
export function removeNode(flow: Flow, id: NodeId, surviving?: ExitId): Flow {
  if (!hasNode(flow, id)) return flow;
  const onwards = flow.edges.filter((edge) => edge.from === id && edge.to !== id);
  const survivor =
    surviving === undefined && new Set(onwards.map(({ to }) => to)).size === 1
      ? onwards[0]
      : onwards.find(({ exit }) => exit === surviving);
  const edges = flow.edges
    .filter((edge) => edge.from !== id)
    .flatMap((edge) => {
      if (edge.to !== id) return [edge];
      return survivor === undefined ? [] : [{ ...edge, to: survivor.to }];
    });
  return {
    ...flow,
    nodes: flow.nodes.filter((node) => node.id !== id),
    edges,
    layout: without(flow.layout, id),
  };
}

export function renameNode(flow: Flow, id: NodeId, name: string): Flow {
  return changeNode(flow, id, (node) => ({ ...node, name }));
}

/** Changes a node's settings; edges from exits that it no longer has are removed. */
export function configureNode(
  flow: Flow,
  id: NodeId,
  change: { readonly config: FlowNode["config"]; readonly exits: readonly ExitId[] },
): Flow {
  const changed = changeNode(flow, id, (node) => ({ ...node, config: change.config }));
  const edges = changed.edges.filter(
    (edge) => edge.from !== id || change.exits.includes(edge.exit),
  );
  return { ...changed, edges };
}

export function moveNodes(flow: Flow, positions: ReadonlyMap<NodeId, Position>): Flow {
  const known = new Set(flow.nodes.map(({ id }) => id));
  const moved = [...positions].filter(([id]) => known.has(id));
  return moved.length === 0
    ? flow
    : { ...flow, layout: { ...flow.layout, ...Object.fromEntries(moved) } };
}

export interface Fragment {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly Edge[];
  readonly layout: Readonly<Record<string, Position>>;
}

/** The chosen nodes, the edges among them and their places: what copying takes along. */
export function fragmentOf(flow: Flow, ids: ReadonlySet<NodeId>): Fragment {
  return {
    nodes: flow.nodes.filter(({ id }) => ids.has(id)),
    edges: flow.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    layout: Object.fromEntries(
      Object.entries(flow.layout).filter(([id]) =>
        flow.nodes.some((node) => node.id === id && ids.has(node.id)),
      ),
    ),
  };
}

/** Pastes a fragment under new ids, moved by `offset`. `newId` gives an id that the flow does not have. */
export function pasteFragment(
  flow: Flow,
  fragment: Fragment,
  place: { readonly offset: Position; readonly newId: (old: NodeId) => NodeId },
): Flow {
  const renamed = new Map(fragment.nodes.map(({ id }) => [id, place.newId(id)]));
  const nodes = fragment.nodes.flatMap((node) => {
    const id = renamed.get(node.id);
    return id === undefined ? [] : [{ ...node, id }];
  });
  const edges = fragment.edges.flatMap(({ from, exit, to }) => {
    const [newFrom, newTo] = [renamed.get(from), renamed.get(to)];
    return newFrom === undefined || newTo === undefined ? [] : [{ from: newFrom, exit, to: newTo }];
  });
  const layout = [...renamed].flatMap(([old, id]) => {
    // A node may be called "constructor", which every object inherits.
    const at = Object.hasOwn(fragment.layout, old) ? fragment.layout[old] : undefined;
    return at === undefined
      ? []
      : [[id, { x: at.x + place.offset.x, y: at.y + place.offset.y }] as const];
  });
  return {
    ...flow,
    nodes: [...flow.nodes, ...nodes],
    edges: [...flow.edges, ...edges],
    layout: { ...flow.layout, ...Object.fromEntries(layout) },
  };
}

export function renameFlow(flow: Flow, name: string): Flow {
  return { ...flow, name };
}

export function changeSettings(flow: Flow, settings: Partial<FlowSettings>): Flow {
  return { ...flow, settings: { ...flow.settings, ...settings } };
}

/** Adds a note, or replaces the one with its id. */
export function putNote(flow: Flow, note: Note): Flow {
  return { ...flow, notes: [...flow.notes.filter(({ id }) => id !== note.id), note] };
}

export function removeNote(flow: Flow, id: string): Flow {
  return { ...flow, notes: flow.notes.filter((note) => note.id !== id) };
}

export function targetOf(flow: Flow, { from, exit }: ExitRef): NodeId | undefined {
  return flow.edges.find((edge) => edge.from === from && edge.exit === exit)?.to;
}

function hasNode(flow: Flow, id: NodeId): boolean {
  return flow.nodes.some((node) => node.id === id);
}

function changeNode(flow: Flow, id: NodeId, change: (node: FlowNode) => FlowNode): Flow {
  return { ...flow, nodes: flow.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

function without(layout: Flow["layout"], id: NodeId): Flow["layout"] {
  const { [id]: _removed, ...rest } = layout;
  return rest;
}
