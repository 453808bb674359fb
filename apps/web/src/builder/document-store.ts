import type { ExitRef, Flow, NodeId, Position } from "@fairflow/flow";
import { moveNodes } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";
import { snap } from "./geometry.ts";

const MAX_UNDO = 100;

/** An edit that can be taken back: what it was, and the document on its other side. */
export interface UndoEntry {
  readonly label: string;
  readonly key: string | undefined;
  readonly flow: Flow;
}

export interface Edit {
  /** As in `Delete "Wait 3 days"`: what the undo button says. */
  readonly label: string;
  readonly flow: Flow;
  /** Edits in a row with the same key are one entry, as typing in one field is. */
  readonly key?: string;
  readonly select?: readonly NodeId[];
}

export interface DocumentState {
  readonly flow: Flow;
  readonly past: readonly UndoEntry[];
  readonly future: readonly UndoEntry[];
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
  /** Takes another document in whole, without a way back: theirs after a conflict. */
  readonly replace: (flow: Flow) => void;
}

export type DocumentStore = StoreApi<DocumentState>;

const NOTHING: ReadonlySet<NodeId> = new Set();

export function createDocumentStore(initial: {
  readonly flow: Flow;
  readonly readOnly: boolean;
}): DocumentStore {
  return createStore<DocumentState>((set, get) => ({
    flow: initial.flow,
    past: [],
    future: [],
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
    replace: (flow) =>
      set({ flow, past: [], future: [], ...standing(get(), flow, undefined), drag: undefined }),
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
