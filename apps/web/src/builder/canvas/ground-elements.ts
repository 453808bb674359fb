import {
  groupsOf,
  type Flow,
  type Group,
  type NodeId,
  type Note,
  type Position,
} from "@fairflow/flow";
import type { Node } from "@xyflow/react";
import { NOTE_SIZE } from "../commands/notes.ts";
import { groundOf, type Frame } from "../shown-flow.ts";

/** The frame of a group that is not folded; it lies behind its steps. */
export type FrameElement = Node<{ readonly group: Group }, "frame">;
export type NoteElement = Node<{ readonly note: Note }, "note">;

/** Ids of what is no step begin with a sign that no step's id may have. */
const FRAME_ID = "frame:";
const NOTE_ID = "note:";
const SIDE = 20;
/** The head stands at the left, where no edge runs and no name of one stands. */
const HEAD = 32;

interface Drawn {
  readonly flow: Flow;
  readonly drag: ReadonlyMap<NodeId, Position> | undefined;
  readonly noteDrag: ReadonlyMap<string, Position> | undefined;
  readonly selectedNotes: ReadonlySet<string>;
  readonly folded: ReadonlyMap<NodeId, Group>;
  readonly readOnly: boolean;
}

/** Makes a function from the document to what lies among its steps; what looks as before is the same object as before. */
export function groundElements(): (drawn: Drawn) => (FrameElement | NoteElement)[] {
  const cache = new Map<
    string,
    { readonly key: string; readonly element: FrameElement | NoteElement }
  >();
  const kept = (key: string, element: FrameElement | NoteElement) => {
    const known = cache.get(element.id);
    if (known?.key === key) return known.element;
    cache.set(element.id, { key, element });
    return element;
  };
  return ({ flow, drag, noteDrag, selectedNotes, folded, readOnly }) => {
    const frames = groupsOf(flow).flatMap((group) => {
      if (folded.has(group.id)) return [];
      const frame = groundOf(group.nodes.flatMap((id) => drag?.get(id) ?? flow.layout[id] ?? []));
      if (frame === undefined) return [];
      return [kept(JSON.stringify([group, frame, readOnly]), frameOf(group, frame, readOnly))];
    });
    const notes = flow.notes.map((note) => {
      const place = noteDrag?.get(note.id) ?? note.position;
      const isSelected = selectedNotes.has(note.id);
      const element = noteOf({ ...note, position: place }, isSelected);
      return kept(JSON.stringify([note, place, isSelected]), element);
    });
    return [...frames, ...notes];
  };
}

function frameOf(group: Group, frame: Frame, readOnly: boolean): FrameElement {
  const size = { width: frame.width + HEAD + 2 * SIDE, height: frame.height + 2 * SIDE };
  return {
    id: `${FRAME_ID}${group.id}`,
    type: "frame",
    position: { x: frame.x - HEAD - SIDE, y: frame.y - SIDE },
    data: { group },
    ...size,
    measured: size,
    zIndex: -1,
    draggable: !readOnly,
    dragHandle: ".group-head",
    selectable: false,
    focusable: false,
    // Only its head takes the pointer, so that the ground within it is ground as elsewhere.
    style: { pointerEvents: "none" },
    ariaLabel: `Group ${group.name}, ${group.nodes.length} steps`,
  };
}

function noteOf(note: Note, isSelected: boolean): NoteElement {
  const size = note.size ?? NOTE_SIZE;
  return {
    id: `${NOTE_ID}${note.id}`,
    type: "note",
    position: note.position,
    data: { note },
    ...size,
    measured: size,
    zIndex: isSelected ? 1 : 0,
    selected: isSelected,
    ariaLabel: `Note: ${note.text === "" ? "empty" : note.text}`,
    domAttributes: { tabIndex: -1 },
  };
}

/** The note or the group that an element of the canvas stands for. */
export function groundIdOf(
  elementId: string,
): { readonly kind: "note" | "frame"; readonly id: string } | undefined {
  if (elementId.startsWith(NOTE_ID)) return { kind: "note", id: elementId.slice(NOTE_ID.length) };
  if (elementId.startsWith(FRAME_ID)) {
    return { kind: "frame", id: elementId.slice(FRAME_ID.length) };
  }
  return undefined;
}

/** How far the place of a frame's element lies from the ground of its steps. */
export const FRAME_OFFSET: Position = { x: HEAD + SIDE, y: SIDE };
