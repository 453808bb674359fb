import { groupsOf, NodeId, type Position } from "@fairflow/flow";
import type { NodeChange } from "@xyflow/react";
import type { DocumentStore } from "../document-store.ts";
import { groundOf, type ShownFlow } from "../shown-flow.ts";
import type { CanvasElement } from "./canvas-element.ts";
import { FRAME_OFFSET, groundIdOf } from "./ground-elements.ts";

/** Takes over what the pointer did on the canvas: what was dragged where, and what was selected. */
export function takeChanges(
  document: DocumentStore,
  shown: ShownFlow,
  changes: readonly NodeChange<CanvasElement>[],
): void {
  takeDrag(document, shown, changes);
  takeSelection(document, shown, changes);
}

function takeDrag(
  document: DocumentStore,
  shown: ShownFlow,
  changes: readonly NodeChange<CanvasElement>[],
): void {
  const { flow, dragTo } = document.getState();
  const places = new Map<NodeId, Position>();
  const notes = new Map<string, Position>();
  const moveAll = (ids: readonly NodeId[], by: Position) => {
    for (const id of ids) {
      const place = flow.layout[id];
      if (place !== undefined) places.set(id, { x: place.x + by.x, y: place.y + by.y });
    }
  };
  for (const change of changes) {
    if (change.type !== "position" || change.position === undefined || !change.dragging) continue;
    const { position } = change;
    const ground = groundIdOf(change.id);
    if (ground?.kind === "note") {
      notes.set(ground.id, position);
    } else if (ground?.kind === "frame") {
      const members = groupsOf(flow).find(({ id }) => id === ground.id)?.nodes ?? [];
      const from = groundOf(members.flatMap((id) => flow.layout[id] ?? []));
      if (from === undefined) continue;
      moveAll(members, {
        x: position.x + FRAME_OFFSET.x - from.x,
        y: position.y + FRAME_OFFSET.y - from.y,
      });
    } else {
      const id = NodeId.parse(change.id);
      const from = shown.flow.layout[id];
      const members = shown.folded.get(id)?.nodes;
      places.set(id, position);
      if (members !== undefined && from !== undefined) {
        moveAll(members, { x: position.x - from.x, y: position.y - from.y });
      }
    }
  }
  if (places.size + notes.size > 0) dragTo(places, notes);
}

function takeSelection(
  document: DocumentStore,
  shown: ShownFlow,
  changes: readonly NodeChange<CanvasElement>[],
): void {
  const selects = changes.filter((change) => change.type === "select");
  if (selects.length === 0) return;
  const { selection, selectedNotes, select } = document.getState();
  const [steps, notes] = [new Set(selection), new Set(selectedNotes)];
  for (const { id, selected } of selects) {
    const ground = groundIdOf(id);
    if (ground?.kind === "frame") continue;
    if (ground !== undefined) {
      if (selected) notes.add(ground.id);
      else notes.delete(ground.id);
      continue;
    }
    const step = NodeId.parse(id);
    for (const member of shown.folded.get(step)?.nodes ?? [step]) {
      if (selected) steps.add(member);
      else steps.delete(member);
    }
  }
  select([...steps], [...notes]);
}
