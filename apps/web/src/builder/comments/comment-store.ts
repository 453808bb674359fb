import type { CommentThread } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";

/** What is said about the steps of the draft. */
export interface CommentState {
  /** Whose draft it is; undefined where nothing is said, as about a published version. */
  readonly flowId: string | undefined;
  readonly threads: readonly CommentThread[];
}

export type CommentStore = StoreApi<CommentState>;

export function createCommentStore(): CommentStore {
  return createStore<CommentState>(() => ({ flowId: undefined, threads: [] }));
}

/** The threads at a step that are not resolved. */
export function openAt(threads: readonly CommentThread[], node: NodeId): readonly CommentThread[] {
  return threads.filter((thread) => thread.node === node && thread.resolved === null);
}
