import type { ExitRef, Flow, NodeId, Position } from "@fairflow/flow";
import { moveNodes, notesAlong, putNote } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";
import { snap } from "./geometry.ts";
import { EMPTY_UNDO_LIST, MAX_UNDO, type UndoList } from "./undo-list.ts";

export interface Edit {
  /** As in `Delete “Wait 3 days”`: what the undo button says. */
  readonly label: string;
  readonly flow: Flow;
  /** Edits in a row with the same key are one entry, as typing in one field is. */
  readonly key?: string;
  readonly select?: readonly NodeId[];
  /** With `select`, the notes to select beside those steps. */
  readonly selectNotes?: readonly string[];
}

export interface DocumentState extends UndoList {
  readonly flow: Flow;
  readonly selection: ReadonlySet<NodeId>;
  readonly selectedNotes: ReadonlySet<string>;
  /** The ways out that one selected edge stands for. */
  readonly selectedExits: readonly ExitRef[];
  /** The one step that Tab reaches. */
  readonly cursor: NodeId | undefined;
  /** Where steps are while they are dragged; the document changes when they are let go. */
  readonly drag: ReadonlyMap<NodeId, Position> | undefined;
  readonly noteDrag: ReadonlyMap<string, Position> | undefined;
  readonly readOnly: boolean;
  readonly apply: (edit: Edit) => void;
  readonly undo: () => string | undefined;
  readonly redo: () => string | undefined;
  /** Ends the run of edits that share a key, as leaving a field does. */
  readonly seal: () => void;
  readonly select: (ids: readonly NodeId[], notes?: readonly string[]) => void;
  readonly selectExits: (exits: readonly ExitRef[]) => void;
  readonly dragTo: (
    places: ReadonlyMap<NodeId, Position>,
    notes?: ReadonlyMap<string, Position>,
  ) => void;
  /** Ends a drag without a change, as when the step goes behind another instead. */
  readonly cancelDrag: () => void;
  readonly drop: () => void;
  /** Goes back several edits at once, or forward again with a number below zero. */
  readonly travel: (edits: number) => void;
  /** Takes another document in whole, with its own way back or none: theirs after a conflict. */
  readonly replace: (flow: Flow, undoList?: UndoList) => void;
}

export type DocumentStore = StoreApi<DocumentState>;

const NOTHING: ReadonlySet<NodeId> = new Set();
const NO_NOTES: ReadonlySet<string> = new Set();
const NO_DRAG = { drag: undefined, noteDrag: undefined } as const;

export interface InitialDocument {
  readonly flow: Flow;
  readonly readOnly: boolean;
  /** What could be taken back when this browser had the flow open last. */
  readonly undoList?: UndoList;
  /** The step that is looked at first. */
  readonly selected?: NodeId | undefined;
}

export function createDocumentStore(initial: InitialDocument): DocumentStore {
  return createStore<DocumentState>((set, get) => ({
    flow: initial.flow,
    past: initial.undoList?.past ?? [],
    future: initial.undoList?.future ?? [],
    selection: initial.selected === undefined ? NOTHING : new Set([initial.selected]),
    selectedNotes: NO_NOTES,
    selectedExits: [],
    cursor: initial.selected ?? initial.flow.nodes[0]?.id,
    ...NO_DRAG,
    readOnly: initial.readOnly,
    apply: ({ label, flow, key, select, selectNotes }) => {
      const state = get();
      if (state.readOnly || flow === state.flow) return;
      const last = state.past.at(-1);
      const continues = key !== undefined && last?.key === key;
      const past = continues
        ? state.past
        : [...state.past, { label, key, flow: state.flow }].slice(-MAX_UNDO);
      set({ flow, past, future: [], ...standing(state, flow, select, selectNotes) });
    },
    undo: () => {
      const state = get();
      const entry = state.past.at(-1);
      if (entry === undefined) return undefined;
      set({
        flow: entry.flow,
        past: state.past.slice(0, -1),
        future: [...state.future, { ...entry, key: undefined, flow: state.flow }],
        ...standing(state, entry.flow, undefined),
      });
      return entry.label;
    },
    redo: () => {
      const state = get();
      const entry = state.future.at(-1);
      if (entry === undefined) return undefined;
      set({
        flow: entry.flow,
        past: [...state.past, { ...entry, flow: state.flow }],
        future: state.future.slice(0, -1),
        ...standing(state, entry.flow, undefined),
      });
      return entry.label;
    },
    travel: (edits) => {
      const step = edits > 0 ? get().undo : get().redo;
      for (let count = Math.abs(edits); count > 0; count -= 1) step();
    },
    seal: () => {
      const { past } = get();
      const last = past.at(-1);
      if (last?.key !== undefined) set({ past: past.with(-1, { ...last, key: undefined }) });
    },
    select: (ids, notes = []) =>
      set({
        selection: new Set(ids),
        selectedNotes: notes.length === 0 ? NO_NOTES : new Set(notes),
        selectedExits: [],
        cursor: ids.at(-1) ?? get().cursor,
      }),
    selectExits: (selectedExits) =>
      set({ selectedExits, selection: NOTHING, selectedNotes: NO_NOTES }),
    dragTo: (places, notes) =>
      set({
        drag: new Map([...(get().drag ?? []), ...places]),
        noteDrag: new Map([
          ...(get().noteDrag ?? []),
          ...notesAlong(get().flow, places),
          ...(notes ?? []),
        ]),
      }),
    cancelDrag: () => set(NO_DRAG),
    drop: () => {
      const { drag, noteDrag, flow, apply } = get();
      set(NO_DRAG);
      const edit = dropped(flow, drag ?? new Map(), noteDrag ?? new Map());
      if (edit !== undefined) apply(edit);
    },
    replace: (flow, undoList = EMPTY_UNDO_LIST) =>
      set({ flow, ...undoList, ...standing(get(), flow, undefined), ...NO_DRAG }),
  }));
}

/** The edit that a drag ends in; undefined when nothing stands elsewhere. */
function dropped(
  flow: Flow,
  drag: ReadonlyMap<NodeId, Position>,
  noteDrag: ReadonlyMap<string, Position>,
): Edit | undefined {
  const known = new Set(flow.nodes.map(({ id }) => id));
  // A folded group is dragged under its own id, which is no step's.
  const dragged = [...drag].filter(([id]) => known.has(id));
  const onGrid = onGridAs(dragged[0]?.[1] ?? [...noteDrag.values()][0]);
  const places = new Map(dragged.map(([id, place]) => [id, onGrid(place)]));
  const notes = flow.notes.flatMap((note) => {
    const place = noteDrag.get(note.id);
    return place === undefined ? [] : [{ ...note, position: onGrid(place) }];
  });
  const hasMoved =
    [...places].some(([id, place]) => !isAt(flow.layout[id], place)) ||
    notes.some(({ id, position }) =>
      flow.notes.some((note) => note.id === id && !isAt(note.position, position)),
    );
  if (!hasMoved) return undefined;
  const [what, count] = places.size === 0 ? ["note", notes.length] : ["step", places.size];
  return {
    label: count === 1 ? `Move a ${what}` : `Move ${count} ${what}s`,
    flow: notes.reduce(putNote, moveNodes(flow, places)),
  };
}

/** What is dragged together stays as it stood to one another: the first goes to the grid and takes the others along. */
function onGridAs(first: Position | undefined): (place: Position) => Position {
  if (first === undefined) return snap;
  const to = snap(first);
  return ({ x, y }) => ({ x: x + to.x - first.x, y: y + to.y - first.y });
}

function isAt(place: Position | undefined, other: Position): boolean {
  return place?.x === other.x && place.y === other.y;
}

/** Selection and cursor after the document became `flow`: what is gone is not selected. */
function standing(
  state: DocumentState,
  flow: Flow,
  select: readonly NodeId[] | undefined,
  selectNotes: readonly string[] = [],
): Pick<DocumentState, "selection" | "selectedNotes" | "cursor" | "selectedExits"> {
  const ids = new Set(flow.nodes.map(({ id }) => id));
  const wanted = select ?? [...state.selection];
  const kept = wanted.filter((id) => ids.has(id));
  const isSame = select === undefined && kept.length === state.selection.size;
  const cursor = kept.at(-1) ?? state.cursor;
  const noteIds = new Set(flow.notes.map(({ id }) => id));
  const wantedNotes = select === undefined ? [...state.selectedNotes] : selectNotes;
  return {
    selectedNotes: new Set(wantedNotes.filter((id) => noteIds.has(id))),
    selection: isSame ? state.selection : new Set(kept),
    cursor: cursor !== undefined && ids.has(cursor) ? cursor : flow.nodes[0]?.id,
    // Steps and ways out are never selected together: a key would not know which it is about.
    selectedExits:
      select === undefined
        ? state.selectedExits.filter((ref) =>
            flow.edges.some(({ from, exit }) => from === ref.from && exit === ref.exit),
          )
        : [],
  };
}
