import type {
  Edge,
  ExitId,
  Flow,
  FlowNode,
  FlowSettings,
  Group,
  NodeId,
  Note,
  Position,
} from "./flow.ts";
import { groupsOf, withGroups, withoutMembers } from "./groups.ts";

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

export interface Fragment {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly Edge[];
  readonly layout: Readonly<Record<string, Position>>;
  readonly notes?: readonly Note[];
  readonly groups?: readonly Group[];
}

/**
 * The chosen nodes, the edges among them and their places: what copying takes along. A group goes along when all of it was
 * chosen.
 */
export function fragmentOf(
  flow: Flow,
  ids: ReadonlySet<NodeId>,
  notes: ReadonlySet<string> = new Set(),
): Fragment {
  return {
    notes: flow.notes.filter(({ id }) => notes.has(id)),
    groups: groupsOf(flow).filter((group) => group.nodes.every((id) => ids.has(id))),
    nodes: flow.nodes.filter(({ id }) => ids.has(id)),
    edges: flow.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    layout: Object.fromEntries(
      Object.entries(flow.layout).filter(([id]) =>
        flow.nodes.some((node) => node.id === id && ids.has(node.id)),
      ),
    ),
  };
}

export interface PastePlace {
  readonly offset: Position;
  /** Gives an id that the flow does not have, for a node or a group. */
  readonly newId: (old: NodeId) => NodeId;
  /** As `newId`, for a note; without it notes are left out. */
  readonly newNoteId?: (old: string) => string;
}

/** Pastes a fragment under new ids, moved by `offset`. */
export function pasteFragment(flow: Flow, fragment: Fragment, place: PastePlace): Flow {
  const { offset, newNoteId } = place;
  const moved = ({ x, y }: Position): Position => ({ x: x + offset.x, y: y + offset.y });
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
    return at === undefined ? [] : [[id, moved(at)] as const];
  });
  const notes =
    newNoteId === undefined
      ? []
      : (fragment.notes ?? []).map(({ attachedTo, ...note }) => {
          const to = attachedTo === undefined ? undefined : renamed.get(attachedTo);
          return {
            ...note,
            id: newNoteId(note.id),
            position: moved(note.position),
            ...(to === undefined ? {} : { attachedTo: to }),
          };
        });
  const groups = (fragment.groups ?? []).map((group) => ({
    ...group,
    id: place.newId(group.id),
    nodes: group.nodes.flatMap((id) => renamed.get(id) ?? []),
  }));
  return withGroups(
    {
      ...flow,
      nodes: [...flow.nodes, ...nodes],
      edges: [...flow.edges, ...edges],
      layout: { ...flow.layout, ...Object.fromEntries(layout) },
      notes: [...flow.notes, ...notes],
    },
    [...groupsOf(flow), ...groups],
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
