import type { ExitRef, Flow, NodeId, Position } from "@fairflow/flow";
import { moveNodes } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";
import { snap } from "./geometry.ts";
import { EMPTY_UNDO_LIST, MAX_UNDO, type UndoList } from "./undo-list.ts";

export interface Edit {
  /** As in `Delete "Wait 3 days"`: what the undo button says. */
  readonly label: string;
  readonly flow: Flow;
  /** Edits in a row with the same key are one entry, as typing in one field is. */
  readonly key?: string;
  readonly select?: readonly NodeId[];
}

export interface DocumentState extends UndoList {
  readonly flow: Flow;
  readonly selection: ReadonlySet<NodeId>;
  /** The ways out that one selected edge stands for. */
  readonly selectedExits: readonly ExitRef[];
  /** The one step that Tab reaches. */
  readonly cursor: NodeId | undefined;
  /** Where steps are while they are dragged; the document changes when they are let go. */
  readonly drag: ReadonlyMap<NodeId, Position> | undefined;
  readonly readOnly: boolean;
  readonly apply: (edit: Edit) => void;
  readonly undo: () => string | undefined;
  readonly redo: () => string | undefined;
  /** Ends the run of edits that share a key, as leaving a field does. */
  readonly seal: () => void;
  readonly select: (ids: readonly NodeId[]) => void;
  readonly selectExits: (exits: readonly ExitRef[]) => void;
  readonly dragTo: (places: ReadonlyMap<NodeId, Position>) => void;
  readonly drop: () => void;
  /** Goes back several edits at once, or forward again with a number below zero. */
  readonly travel: (edits: number) => void;
  /** Takes another document in whole, with its own way back or none: theirs after a conflict. */
  readonly replace: (flow: Flow, undoList?: UndoList) => void;
}

export type DocumentStore = StoreApi<DocumentState>;

const NOTHING: ReadonlySet<NodeId> = new Set();

export interface InitialDocument {
  readonly flow: Flow;
  readonly readOnly: boolean;
  /** What could be taken back when this browser had the flow open last. */
  readonly undoList?: UndoList;
}

export function createDocumentStore(initial: InitialDocument): DocumentStore {
  return createStore<DocumentState>((set, get) => ({
    flow: initial.flow,
    past: initial.undoList?.past ?? [],
    future: initial.undoList?.future ?? [],
    selection: NOTHING,
    selectedExits: [],
    cursor: initial.flow.nodes[0]?.id,
    drag: undefined,
    readOnly: initial.readOnly,
    apply: ({ label, flow, key, select }) => {
      const state = get();
      if (state.readOnly || flow === state.flow) return;
      const last = state.past.at(-1);
      const continues = key !== undefined && last?.key === key;
      const past = continues
        ? state.past
        : [...state.past, { label, key, flow: state.flow }].slice(-MAX_UNDO);
      set({ flow, past, future: [], ...standing(state, flow, select) });
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
    select: (ids) =>
      set({ selection: new Set(ids), selectedExits: [], cursor: ids.at(-1) ?? get().cursor }),
    selectExits: (selectedExits) => set({ selectedExits, selection: NOTHING }),
    dragTo: (places) => set({ drag: new Map([...(get().drag ?? []), ...places]) }),
    drop: () => {
      const { drag, flow, apply } = get();
      set({ drag: undefined });
      if (drag === undefined) return;
      const places = new Map([...drag].map(([id, place]) => [id, snap(place)]));
      const moved = [...places].some(([id, place]) => {
        const before = flow.layout[id];
        return before?.x !== place.x || before.y !== place.y;
      });
      const label = places.size === 1 ? "Move a step" : `Move ${places.size} steps`;
      if (moved) apply({ label, flow: moveNodes(flow, places) });
    },
    replace: (flow, undoList = EMPTY_UNDO_LIST) =>
      set({ flow, ...undoList, ...standing(get(), flow, undefined), drag: undefined }),
  }));
}

/** Selection and cursor after the document became `flow`: what is gone is not selected. */
function standing(
  state: DocumentState,
  flow: Flow,
  select: readonly NodeId[] | undefined,
): Pick<DocumentState, "selection" | "cursor" | "selectedExits"> {
  const ids = new Set(flow.nodes.map(({ id }) => id));
  const wanted = select ?? [...state.selection];
  const kept = wanted.filter((id) => ids.has(id));
  const isSame = select === undefined && kept.length === state.selection.size;
  const cursor = kept.at(-1) ?? state.cursor;
  return {
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
