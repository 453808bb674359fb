import type { Edge, Flow, FlowNode, Group, NodeId, Note, Position } from "./flow.ts";
import { groupsOf, withGroups } from "./groups.ts";

/** A part of a flow that can stand in another one. */
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
