import type { Flow, Group, NodeId } from "./flow.ts";

export function groupsOf(flow: Pick<Flow, "grouping">): readonly Group[] {
  return flow.grouping?.groups ?? [];
}

/** The group that a node stands in. */
export function groupOf(flow: Pick<Flow, "grouping">, id: NodeId): Group | undefined {
  return groupsOf(flow).find(({ nodes }) => nodes.includes(id));
}

/** Makes a group of nodes, which leave the groups that they were in. What names no node of the flow is left out. */
export function groupNodes(
  flow: Flow,
  group: Pick<Group, "id" | "name">,
  ids: Iterable<NodeId>,
): Flow {
  const known = new Set(flow.nodes.map(({ id }) => id));
  const members = new Set([...ids].filter((id) => known.has(id)));
  const isTaken = known.has(group.id) || groupsOf(flow).some(({ id }) => id === group.id);
  if (members.size === 0 || isTaken) return flow;
  const others = groupsOf(withoutMembers(flow, members));
  return withGroups(flow, [...others, { ...group, nodes: [...members], isFolded: false }]);
}

/** Takes a group apart; its nodes stay. */
export function ungroup(flow: Flow, id: NodeId): Flow {
  const left = groupsOf(flow).filter((group) => group.id !== id);
  return left.length === groupsOf(flow).length ? flow : withGroups(flow, left);
}

export function renameGroup(flow: Flow, id: NodeId, name: string): Flow {
  return changeGroup(flow, id, (group) => ({ ...group, name }));
}

export function foldGroup(flow: Flow, id: NodeId, isFolded: boolean): Flow {
  return changeGroup(flow, id, (group) => ({ ...group, isFolded }));
}

/** Nodes leave their groups; a group that nobody is in is no more. */
export function withoutMembers(flow: Flow, ids: ReadonlySet<NodeId>): Flow {
  const groups = groupsOf(flow);
  if (!groups.some(({ nodes }) => nodes.some((id) => ids.has(id)))) return flow;
  return withGroups(
    flow,
    groups.map((group) => ({ ...group, nodes: group.nodes.filter((id) => !ids.has(id)) })),
  );
}

export function withGroups(flow: Flow, groups: readonly Group[]): Flow {
  const { grouping: _, ...rest } = flow;
  const kept = groups.filter(({ nodes }) => nodes.length > 0);
  return kept.length === 0
    ? rest
    : { ...rest, grouping: { schema: "fairflow.groups/1", groups: kept } };
}

function changeGroup(flow: Flow, id: NodeId, change: (group: Group) => Group): Flow {
  const groups = groupsOf(flow);
  if (!groups.some((group) => group.id === id)) return flow;
  return withGroups(
    flow,
    groups.map((group) => (group.id === id ? change(group) : group)),
  );
}
