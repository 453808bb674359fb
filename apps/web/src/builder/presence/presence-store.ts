import type { PresentPerson } from "@fairflow/contract";
import { createStore, type StoreApi } from "zustand";

/** Who else has the draft open, and which revision of it stands on the server. */
export interface PresenceState {
  readonly others: readonly PresentPerson[];
  /** Undefined until the server has told. */
  readonly head: { readonly revision: number; readonly changedBy: string } | undefined;
}

export type PresenceStore = StoreApi<PresenceState>;

export function createPresenceStore(): PresenceStore {
  return createStore<PresenceState>(() => ({ others: [], head: undefined }));
}
