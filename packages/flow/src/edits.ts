import type { Edge, ExitId, Flow, FlowNode, FlowSettings, NodeId, Note, Position } from "./flow.ts";
import { groupsOf, withoutMembers } from "./groups.ts";

/*
 * Every edit of the document is a pure function from flow to flow, so that the canvas, the outline and the JSON view share
 * one set of commands, and undo is a list of earlier documents. An edit that names a missing node changes nothing.
 */

export interface ExitRef {
  readonly from: NodeId;
  readonly exit: ExitId;
}

export function addNode(flow: Flow, node: FlowNode, position: Position): Flow {
  if (hasNode(flow, node.id) || groupsOf(flow).some(({ id }) => id === node.id)) return flow;
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
  return withoutMembers(
    {
      ...flow,
      nodes: flow.nodes.filter((node) => node.id !== id),
      edges,
      layout: without(flow.layout, id),
    },
    new Set([id]),
  );
}

/**
 * Puts a node behind other exits and heals where it stood. Its `through` exits then lead on to where the first of those
 * exits led; its other exits lead where they led before.
 */
export function moveNodeBehind(
  flow: Flow,
  id: NodeId,
  place: {
    readonly after: readonly ExitRef[];
    readonly through: readonly ExitId[];
    readonly position: Position;
  },
): Flow {
  const { after, through, position } = place;
  const [first] = after;
  const canMove = after.every((ref) => ref.from !== id && hasNode(flow, ref.from));
  if (first === undefined || !canMove || !hasNode(flow, id)) return flow;
  const survivor = flow.edges.find(
    ({ from, exit, to }) => from === id && to !== id && through.includes(exit),
  )?.to;
  const healed = {
    ...flow,
    edges: flow.edges.flatMap((edge) => {
      if (edge.from === id) return through.includes(edge.exit) ? [] : [edge];
      if (edge.to !== id) return [edge];
      return survivor === undefined ? [] : [{ ...edge, to: survivor }];
    }),
  };
  const target = targetOf(healed, first);
  const entered = after.reduce((left, ref) => connect(left, { ...ref, to: id }), healed);
  const left =
    target === undefined
      ? entered
      : through.reduce((joined, exit) => connect(joined, { from: id, exit, to: target }), entered);
  return moveNodes(left, new Map([[id, position]]));
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

/** Puts nodes elsewhere; the notes that are attached to them go along. */
export function moveNodes(flow: Flow, positions: ReadonlyMap<NodeId, Position>): Flow {
  const known = new Set(flow.nodes.map(({ id }) => id));
  const moved = new Map([...positions].filter(([id]) => known.has(id)));
  if (moved.size === 0) return flow;
  const along = notesAlong(flow, moved);
  return {
    ...flow,
    layout: { ...flow.layout, ...Object.fromEntries(moved) },
    notes:
      along.size === 0
        ? flow.notes
        : flow.notes.map((note) => ({ ...note, position: along.get(note.id) ?? note.position })),
  };
}

/** Where the notes come to stand that are attached to nodes which are put elsewhere. */
export function notesAlong(
  flow: Flow,
  positions: ReadonlyMap<NodeId, Position>,
): ReadonlyMap<string, Position> {
  return new Map(
    flow.notes.flatMap(({ id, attachedTo, position }) => {
      const to = attachedTo === undefined ? undefined : positions.get(attachedTo);
      const from =
        attachedTo !== undefined && Object.hasOwn(flow.layout, attachedTo)
          ? flow.layout[attachedTo]
          : undefined;
      if (to === undefined || from === undefined) return [];
      return [[id, { x: position.x + to.x - from.x, y: position.y + to.y - from.y }] as const];
    }),
  );
}

export function renameFlow(flow: Flow, name: string): Flow {
  return { ...flow, name };
}

export function changeSettings(flow: Flow, settings: Partial<FlowSettings>): Flow {
  return { ...flow, settings: { ...flow.settings, ...settings } };
}

/** Adds a note, or replaces the one with its id where that stands. */
export function putNote(flow: Flow, note: Note): Flow {
  const isKnown = flow.notes.some(({ id }) => id === note.id);
  const notes = isKnown
    ? flow.notes.map((each) => (each.id === note.id ? note : each))
    : [...flow.notes, note];
  return { ...flow, notes };
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
