import type { CommentThread } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";

/** What is said about the steps of the draft. */
export interface CommentState {
  /** Whose draft it is; undefined where nothing is said, as about a published version. */
  readonly flowId: string | undefined;
  readonly threads: readonly CommentThread[];
  /** What was typed and not sent yet, by the step or the thread that it is for. */
  readonly unsent: ReadonlyMap<string, string>;
}

export type CommentStore = StoreApi<CommentState>;

export function createCommentStore(): CommentStore {
  return createStore<CommentState>(() => ({ flowId: undefined, threads: [], unsent: new Map() }));
}

/** The threads at these steps that are not resolved. */
export function openAt(
  threads: readonly CommentThread[],
  nodes: readonly NodeId[],
): readonly CommentThread[] {
  return threads.filter(({ node, resolved }) => resolved === null && nodes.includes(node));
}
