import { foldGroup, groupNodes, groupOf, groupsOf, ungroup, type Group } from "@fairflow/flow";
import type { Builder } from "../builder-context.ts";
import { newNodeId } from "../new-id.ts";

/** Draws a frame around the selected steps and asks for its name. */
export function groupSelection({ document, ui }: Builder): void {
  const { flow, selection, apply, readOnly } = document.getState();
  if (selection.size === 0 || readOnly) return;
  const id = newNodeId(flow, "group");
  const label = selection.size === 1 ? "Group a step" : `Group ${selection.size} steps`;
  apply({ label, flow: groupNodes(flow, { id, name: "Group" }, selection) });
  ui.getState().show({ renaming: id, announcement: `${label}: done. Give the group a name.` });
}

export function ungroupSelection(builder: Builder): void {
  const { flow, apply } = builder.document.getState();
  const group = selectedGroup(builder);
  if (group === undefined) return;
  apply({ label: `Take “${group.name}” apart`, flow: ungroup(flow, group.id) });
}

export function foldSelection(builder: Builder): void {
  const group = selectedGroup(builder);
  if (group !== undefined) toggleFold(builder, group);
}

/** In a drawing that cannot be changed, folding is the reader's own and is kept nowhere. */
export function toggleFold({ document, ui }: Builder, group: Group): void {
  const { flow, apply, readOnly } = document.getState();
  const isFolded = !isFoldedHere(group, ui.getState().foldedHere);
  const words = isFolded ? "Fold" : "Unfold";
  if (readOnly) {
    const foldedHere = new Map([...ui.getState().foldedHere, [group.id, isFolded]]);
    ui.getState().show({ foldedHere });
    return;
  }
  apply({ label: `${words} “${group.name}”`, flow: foldGroup(flow, group.id, isFolded) });
  document.getState().select(group.nodes);
  ui.getState().show({ announcement: `${words}ed “${group.name}”, ${group.nodes.length} steps` });
}

export function isFoldedHere(group: Group, foldedHere: ReadonlyMap<string, boolean>): boolean {
  return foldedHere.get(group.id) ?? group.isFolded;
}

/** The group whose steps are selected: of the selected step, or of all that are selected. */
export function selectedGroup({ document }: Builder): Group | undefined {
  const { flow, selection } = document.getState();
  const [first] = selection;
  const group = first === undefined ? undefined : groupOf(flow, first);
  if (group === undefined) return undefined;
  return [...selection].every((id) => group.nodes.includes(id)) ? group : undefined;
}

/** The folded groups of a flow, by id. */
export function foldedGroups(
  flow: Parameters<typeof groupsOf>[0],
  foldedHere: ReadonlyMap<string, boolean>,
): readonly Group[] {
  return groupsOf(flow).filter((group) => isFoldedHere(group, foldedHere));
}
