import { NO_COUNTS, type NodeCounts, type VersionCounts } from "@fairflow/contract";
import type { Flow } from "@fairflow/flow";
import { replaceEqualDeep } from "@tanstack/react-query";
import { movedAway } from "./step-figures.ts";
import { createStore, type StoreApi } from "zustand";

export interface LiveState {
  readonly counts: VersionCounts | undefined;
  /** Entries that ended well, whether or not a message preceded. */
  readonly goals: number;
  /** Entries that they are of: whoever entered this version or was brought to it, less those taken to another. */
  readonly entries: number;
}

export type LiveStore = StoreApi<LiveState>;

export function createLiveStore(): LiveStore {
  return createStore<LiveState>(() => ({ counts: undefined, goals: 0, entries: 0 }));
}

/** Takes new numbers in; a step whose numbers did not change keeps them by identity, so that it is not drawn anew. */
export function takeCounts(store: LiveStore, flow: Flow, counts: VersionCounts): void {
  const before = store.getState().counts;
  store.setState({
    counts: before === undefined ? counts : replaceEqualDeep(before, counts),
    goals: goalsOf(flow, counts),
    entries: entriesOf(flow, counts),
  });
}

/** The numbers of one step; zeros for a step that nobody has reached. */
export function countsOf({ counts }: LiveState, id: string): NodeCounts | undefined {
  if (counts === undefined) return undefined;
  return Object.hasOwn(counts.nodes, id) ? counts.nodes[id] : NO_COUNTS;
}

/** Ways in which a run ends well wherever it stands: the engine names them so. */
const ENDED_WELL = ["ended:paid", "ended:cured"] as const;

function goalsOf(flow: Flow, { nodes }: VersionCounts): number {
  const goals = new Set<string>(
    flow.nodes.filter(({ type }) => type === "goal").map(({ id }) => id),
  );
  return Object.entries(nodes).reduce((sum, [id, { left }]) => {
    const well = goals.has(id) ? Object.keys(left) : ENDED_WELL;
    return well.reduce((total, exit) => total + (left[exit] ?? 0), sum);
  }, 0);
}

function entriesOf(flow: Flow, { nodes }: VersionCounts): number {
  const starts = new Set<string>(
    flow.nodes.filter(({ type }) => type === "start").map(({ id }) => id),
  );
  return Object.entries(nodes).reduce((sum, [id, counts]) => {
    const came = starts.has(id) ? counts.entered : counts.movedIn;
    return sum + came - movedAway(counts);
  }, 0);
}
