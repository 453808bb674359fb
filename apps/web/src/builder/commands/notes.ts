import { putNote, removeNote, type Note } from "@fairflow/flow";
import type { ReactFlowInstance } from "@xyflow/react";
import type { Builder } from "../builder-context.ts";
import { freePlaceBeside } from "../geometry.ts";
import { newNoteId } from "../new-id.ts";
import { placeAlone } from "../placement.ts";

/** How large a note is that has no size of its own, in flow units. */
export const NOTE_SIZE = { width: 232, height: 120 } as const;

/** Puts an empty note beside what stands in the middle of the view, ready to be written. */
export function addNote(
  { document, ui }: Builder,
  canvas: Pick<ReactFlowInstance, "screenToFlowPosition">,
): void {
  const { flow, apply, readOnly } = document.getState();
  const frame = globalThis.document
    .querySelector('[data-region="canvas"]')
    ?.getBoundingClientRect();
  if (readOnly) return;
  // The outline shows no ground: there a note goes below everything.
  const middle =
    frame === undefined
      ? placeAlone(flow)
      : canvas.screenToFlowPosition({
          x: frame.x + frame.width / 2,
          y: frame.y + frame.height / 3,
        });
  const note: Note = {
    id: newNoteId(flow),
    text: "",
    color: "yellow",
    position: freePlaceBeside(
      { x: middle.x - NOTE_SIZE.width / 2, y: middle.y - NOTE_SIZE.height / 2 },
      [...Object.values(flow.layout), ...flow.notes.map(({ position }) => position)],
    ),
  };
  apply({ label: "Add a note", flow: putNote(flow, note), select: [], selectNotes: [note.id] });
  ui.getState().show({
    writing: note.id,
    revealed: note.id,
    announcement: "Added a note. Write its text.",
  });
}

/** An `attachedTo` of undefined detaches it. */
type NoteChange = Partial<Omit<Note, "id" | "attachedTo">> & {
  readonly attachedTo?: Note["attachedTo"] | undefined;
};

/** @param label what undo calls it */
export function changeNote(
  { document }: Builder,
  id: string,
  change: { readonly label: string; readonly key?: string; readonly to: NoteChange },
): void {
  const { flow, apply } = document.getState();
  const note = flow.notes.find((each) => each.id === id);
  if (note === undefined) return;
  const { label, key, to } = change;
  const { attachedTo, ...changed } = { ...note, ...to };
  apply({
    label,
    flow: putNote(flow, { ...changed, ...(attachedTo === undefined ? {} : { attachedTo }) }),
    ...(key === undefined ? {} : { key }),
  });
}

/** A note that was left empty says nothing, so it goes. */
export function endWriting({ document, ui }: Builder, id: string): void {
  ui.getState().show({ writing: undefined });
  const { flow, apply, seal } = document.getState();
  seal();
  const note = flow.notes.find((each) => each.id === id);
  if (note?.text.trim() === "") apply({ label: "Delete a note", flow: removeNote(flow, id) });
}
