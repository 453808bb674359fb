import { diffFlows } from "./diff.ts";
import type { Edge, Flow, FlowNode, NodeId, Note, Position } from "./flow.ts";
import { groupsOf, withGroups } from "./groups.ts";
import { sameJson } from "./same-document.ts";

export type Side = "mine" | "theirs";

/** Two drafts that were made from one. */
export interface Drafts {
  readonly base: Flow;
  readonly mine: Flow;
  readonly theirs: Flow;
}

/** What one side or both did to one node: its settings, its name, and where its ways out lead. */
export interface NodeMerge {
  readonly id: NodeId;
  /** As it is on either side; undefined where it is not. */
  readonly mine: FlowNode | undefined;
  readonly theirs: FlowNode | undefined;
  /** Whose change it is. `both` changed it, and not alike: somebody chooses. */
  readonly by: Side | "both";
}

/** The nodes that the two sides do not have alike, in the order in which they stand. */
export function nodeMerges({ base, mine, theirs }: Drafts): readonly NodeMerge[] {
  const sides = [base, mine, theirs].map(unitsOf);
  const [was, ours, other] = [sides[0], sides[1], sides[2]];
  return idsOf(mine, theirs).flatMap((id) => {
    const [before, left, right] = [was?.get(id), ours?.get(id), other?.get(id)];
    if (sameJson(left, right)) return [];
    const by = sameJson(before, right) ? "mine" : sameJson(before, left) ? "theirs" : "both";
    return [{ id, mine: left?.node, theirs: right?.node, by }];
  });
}

/**
 * One draft of two. Each node that they do not have alike is taken whole from the side that was picked, else from the side
 * that changed it, else from mine. What belongs to no node (settings, notes, groups) is mine where I changed it.
 */
export function mergeFlows(drafts: Drafts, picks: ReadonlyMap<NodeId, Side>): Flow {
  const { base, mine, theirs } = drafts;
  const sides = new Map<NodeId, Side>(
    nodeMerges(drafts).map(({ id, by }) => [id, picks.get(id) ?? (by === "theirs" ? by : "mine")]),
  );
  const [ours, other] = [unitsOf(mine), unitsOf(theirs)];
  const units = idsOf(mine, theirs).flatMap((id) => {
    const side = sides.get(id);
    const unit = (side === "theirs" ? other : ours).get(id);
    return unit === undefined ? [] : [{ unit, place: placeIn(drafts, id, side) }];
  });
  const ids = new Set<NodeId>(units.map(({ unit }) => unit.node.id));
  const merged: Flow = {
    ...theirs,
    name: pick(base.name, mine.name, theirs.name),
    nodes: units.map(({ unit }) => unit.node),
    edges: units.flatMap(({ unit }) => unit.edges.filter(({ to }) => ids.has(to))),
    layout: Object.fromEntries(
      units.flatMap(({ unit, place }) =>
        place === undefined ? [] : [[unit.node.id, place] as const],
      ),
    ),
    notes: mergedNotes(drafts),
    settings: {
      per: pick(base.settings.per, mine.settings.per, theirs.settings.per),
      priority: pick(base.settings.priority, mine.settings.priority, theirs.settings.priority),
      attributionDays: pick(
        base.settings.attributionDays,
        mine.settings.attributionDays,
        theirs.settings.attributionDays,
      ),
      giveUpAfterDays: pick(
        base.settings.giveUpAfterDays,
        mine.settings.giveUpAfterDays,
        theirs.settings.giveUpAfterDays,
      ),
    },
  };
  const groups = diffFlows(base, mine).drawing.groups ? groupsOf(mine) : groupsOf(theirs);
  return withGroups(
    merged,
    groups
      .filter(({ id }) => !ids.has(id))
      .map((group) => ({ ...group, nodes: group.nodes.filter((id) => ids.has(id)) })),
  );
}

interface Unit {
  readonly node: FlowNode;
  /** Its ways out, in one order. */
  readonly edges: readonly Edge[];
}

function unitsOf({ nodes, edges }: Flow): ReadonlyMap<NodeId, Unit> {
  const ways = Map.groupBy(edges, ({ from }) => from);
  return new Map(
    nodes.map((node) => [
      node.id,
      {
        node,
        edges: (ways.get(node.id) ?? []).toSorted((a, b) => (a.exit < b.exit ? -1 : 1)),
      },
    ]),
  );
}

/** Theirs, and behind them those that only mine has. */
function idsOf(mine: Flow, theirs: Flow): readonly NodeId[] {
  return [...new Set([...theirs.nodes, ...mine.nodes].map(({ id }) => id))];
}

function placeIn(
  { base, mine, theirs }: Drafts,
  id: NodeId,
  side: Side | undefined,
): Position | undefined {
  const [before, left, right] = [base, mine, theirs].map(({ layout }) =>
    Object.hasOwn(layout, id) ? layout[id] : undefined,
  );
  if (side === "theirs") return right ?? left;
  if (side === "mine") return left ?? right;
  return sameJson(before, left) ? (right ?? left) : (left ?? right);
}

function mergedNotes({ base, mine, theirs }: Drafts): Note[] {
  const [was, ours, other] = [base, mine, theirs].map(
    ({ notes }) => new Map(notes.map((note) => [note.id, note])),
  );
  const ids = new Set([...theirs.notes, ...mine.notes].map(({ id }) => id));
  return [...ids].flatMap((id) => pick(was?.get(id), ours?.get(id), other?.get(id)) ?? []);
}

/** Mine where I changed it, else theirs. */
function pick<Value>(base: Value, mine: Value, theirs: Value): Value {
  return sameJson(base, mine) ? theirs : mine;
}
