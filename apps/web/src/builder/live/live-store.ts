import type { NodeCounts, VersionCounts } from "@fairflow/contract";
import { createStore, type StoreApi } from "zustand";

export interface LiveState {
  readonly counts: VersionCounts | undefined;
}

export type LiveStore = StoreApi<LiveState>;

export function createLiveStore(): LiveStore {
  return createStore<LiveState>(() => ({ counts: undefined }));
}

/** The numbers of one step; zeros for a step that nobody has reached. */
export function countsOf({ counts }: LiveState, id: string): NodeCounts | undefined {
  if (counts === undefined) return undefined;
  return Object.hasOwn(counts.nodes, id) ? counts.nodes[id] : NONE;
}

const NONE: NodeCounts = {
  entered: 0,
  present: 0,
  left: {},
  sent: 0,
  deferred: 0,
  forbidden: 0,
  paid: 0,
  collectedMinor: 0,
};
