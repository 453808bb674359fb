import type { Edge, Flow, FlowNode, NodeId } from "./flow.ts";
import { fieldChanges, type FieldChange } from "./field-changes.ts";
import { groupsOf } from "./groups.ts";
import { sameJson } from "./same-document.ts";

export interface NodeChange {
  readonly id: NodeId;
  readonly before: FlowNode;
  readonly after: FlowNode;
  /** Of its type, its name, its settings and whether it is disabled; never empty. */
  readonly fields: readonly FieldChange[];
}

/** A way out that leads elsewhere; `undefined` is nowhere. */
export interface ExitChange {
  readonly from: NodeId;
  readonly exit: string;
  readonly before: NodeId | undefined;
  readonly after: NodeId | undefined;
}

/** What a flow says that another does not. Nodes are matched by id, never by name or place. */
export interface FlowDiff {
  readonly added: readonly FlowNode[];
  readonly removed: readonly FlowNode[];
  readonly changed: readonly NodeChange[];
  readonly exits: readonly ExitChange[];
  /** Of the flow itself: its name and its settings. */
  readonly settings: readonly FieldChange[];
  /** What changes nothing that runs: moved boxes, notes, groups. */
  readonly drawing: {
    readonly moved: readonly NodeId[];
    readonly notes: boolean;
    readonly groups: boolean;
  };
}

export function diffFlows(before: Flow, after: Flow): FlowDiff {
  const [earlier, later] = [nodesOf(before), nodesOf(after)];
  return {
    added: after.nodes.filter(({ id }) => !earlier.has(id)),
    removed: before.nodes.filter(({ id }) => !later.has(id)),
    changed: before.nodes.flatMap((node) => {
      const now = later.get(node.id);
      if (now === undefined) return [];
      const [{ id, ...was }, { id: _same, ...is }] = [node, now];
      const fields = fieldChanges(was, is);
      return fields.length === 0 ? [] : [{ id, before: node, after: now, fields }];
    }),
    exits: exitChanges(before.edges, after.edges),
    settings: fieldChanges(
      { name: before.name, ...before.settings },
      { name: after.name, ...after.settings },
    ),
    drawing: {
      moved: movedNodes(before, after),
      notes: !sameJson(before.notes, after.notes),
      groups: !sameJson(groupsOf(before), groupsOf(after)),
    },
  };
}

/** Whether accounts would fare the same: only boxes, notes or groups differ, if anything does. */
export function runsAlike({ added, removed, changed, exits, settings }: FlowDiff): boolean {
  return [added, removed, changed, exits, settings].every((changes) => changes.length === 0);
}

/** How one node differs, its ways out included; undefined where nothing that runs does. */
export type DiffMark = "added" | "removed" | "changed";

export function diffMarks(diff: FlowDiff): ReadonlyMap<NodeId, DiffMark> {
  const marks = new Map<NodeId, DiffMark>();
  for (const { from } of diff.exits) marks.set(from, "changed");
  for (const { id } of diff.changed) marks.set(id, "changed");
  for (const { id } of diff.added) marks.set(id, "added");
  for (const { id } of diff.removed) marks.set(id, "removed");
  return marks;
}

function nodesOf({ nodes }: Flow): ReadonlyMap<NodeId, FlowNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function exitChanges(before: readonly Edge[], after: readonly Edge[]): readonly ExitChange[] {
  const keyOf = ({ from, exit }: Edge) => `${from} ${exit}`;
  const [earlier, later] = [before, after].map(
    (edges) => new Map(edges.map((edge) => [keyOf(edge), edge])),
  );
  const all = new Map([...(earlier ?? []), ...(later ?? [])]);
  return [...all].flatMap(([key, { from, exit }]) => {
    const [was, is] = [earlier?.get(key)?.to, later?.get(key)?.to];
    return was === is ? [] : [{ from, exit, before: was, after: is }];
  });
}

function movedNodes(before: Flow, after: Flow): readonly NodeId[] {
  return after.nodes.flatMap(({ id }) => {
    const [was, is] = [placeOf(before, id), placeOf(after, id)];
    return was === undefined || sameJson(was, is) ? [] : [id];
  });
}

/** A node may be called "constructor", which every object inherits. */
function placeOf({ layout }: Flow, id: NodeId) {
  return Object.hasOwn(layout, id) ? layout[id] : undefined;
}
