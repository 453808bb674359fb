import type { ExitRef, NodeId, Position } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";

/** Where a step that is being chosen will go. */
export interface AddPlace {
  readonly after?: ExitRef;
  /** Further ways out that lead to the same place and will lead to the new step too. */
  readonly also?: readonly ExitRef[];
  readonly at?: Position;
}

/** What the builder shows beside the document; none of it is history. */
export interface UiState {
  readonly quickAdd: AddPlace | undefined;
  /** The step type that is dragged from the palette, and where the pointer is on the screen. */
  readonly carried: { readonly type: string; readonly x: number; readonly y: number } | undefined;
  /** The exits that a carried step would go behind; all lead to one step, or one is open. */
  readonly dropSlot: readonly ExitRef[];
  /** A step just added: its first field takes the focus. */
  readonly fresh: NodeId | undefined;
  /** A step to bring into view. */
  readonly revealed: NodeId | undefined;
  /** Asks which way out survives before a branching step goes. */
  readonly deleting: NodeId | undefined;
  readonly problemsOpen: boolean;
  readonly keysOpen: boolean;
  readonly minimap: boolean | undefined;
  /** What is said to screen readers. */
  readonly announcement: string;
  readonly show: (change: Partial<Omit<UiState, "show">>) => void;
}

export type UiStore = StoreApi<UiState>;

export function createUiStore(): UiStore {
  return createStore<UiState>((set) => ({
    quickAdd: undefined,
    carried: undefined,
    dropSlot: [],
    fresh: undefined,
    revealed: undefined,
    deleting: undefined,
    problemsOpen: false,
    keysOpen: false,
    minimap: undefined,
    announcement: "",
    show: (change) => set(change),
  }));
}
