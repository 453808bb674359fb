import type { ExitRef, NodeId, Position } from "@fairflow/flow";
import type { Issue } from "@fairflow/interpreter";
import { createStore, type StoreApi } from "zustand";
import { rememberPanels, type Panels } from "./panels/remembered-panels.ts";

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
  /** A step or a note to bring into view. */
  readonly revealed: string | undefined;
  /** Asks which way out survives before a branching step goes. */
  readonly deleting: NodeId | undefined;
  /** A step or a group whose name is being typed where it stands. */
  readonly renaming: NodeId | undefined;
  /** A note whose text is being typed. */
  readonly writing: string | undefined;
  /** A step for which a new place is being chosen. */
  readonly moving: NodeId | undefined;
  /** Groups that a reader folded or unfolded in a drawing that cannot be changed. */
  readonly foldedHere: ReadonlyMap<string, boolean>;
  /** Lines of the outline that are closed. */
  readonly foldedLines: ReadonlySet<string>;
  readonly findOpen: boolean;
  readonly panels: Panels;
  readonly problemsOpen: boolean;
  /** A problem whose field takes the focus, once. */
  readonly attention: Issue | undefined;
  /** Whether the panel of settings shows what is said about steps instead; `asked` where that is to take the focus, once. */
  readonly discussion: "closed" | "shown" | "asked";
  readonly keysOpen: boolean;
  readonly minimap: boolean | undefined;
  /** What is said to screen readers. */
  readonly announcement: string;
  readonly show: (change: Partial<Omit<UiState, "show" | "setPanel">>) => void;
  readonly setPanel: (panel: keyof Panels, isOpen: boolean) => void;
}

export type UiStore = StoreApi<UiState>;

/** @param panels which panels are open at first */
export function createUiStore(
  panels: Panels,
  discussion: UiState["discussion"] = "closed",
): UiStore {
  return createStore<UiState>((set, get) => ({
    quickAdd: undefined,
    carried: undefined,
    dropSlot: [],
    fresh: undefined,
    revealed: undefined,
    deleting: undefined,
    renaming: undefined,
    writing: undefined,
    moving: undefined,
    foldedHere: new Map(),
    foldedLines: new Set(),
    findOpen: false,
    panels: discussion === "closed" ? panels : { ...panels, inspector: true },
    problemsOpen: false,
    attention: undefined,
    discussion,
    keysOpen: false,
    minimap: undefined,
    announcement: "",
    show: (change) => {
      const isForSettings = change.fresh !== undefined || change.attention !== undefined;
      set(isForSettings ? { ...change, discussion: "closed" } : change);
    },
    setPanel: (panel, isOpen) => {
      const changed = { ...get().panels, [panel]: isOpen };
      rememberPanels(changed);
      set({ panels: changed });
    },
  }));
}
