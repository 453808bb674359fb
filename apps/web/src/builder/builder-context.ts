import type { Fields } from "@fairflow/criteria";
import type { DiffMark, Flow, NodeId } from "@fairflow/flow";
import type { Catalog, Library } from "@fairflow/interpreter";
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { CommentStore } from "./comments/comment-store.ts";
import type { DocumentState, DocumentStore } from "./document-store.ts";
import type { IssueState, IssueStore } from "./issue-store.ts";
import type { LiveState, LiveStore } from "./live/live-store.ts";
import type { PresenceStore } from "./presence/presence-store.ts";
import type { TrailState, TrailStore } from "./simulate/trail-store.ts";
import type { StepView, StepViewer } from "./step-view.ts";
import type { UiState, UiStore } from "./ui-store.ts";

/** What a draft is checked against. */
export interface BuilderKnowledge {
  readonly catalog: Catalog;
  readonly library: Library;
  readonly fields: Fields;
}

export interface Builder extends BuilderKnowledge {
  readonly document: DocumentStore;
  readonly ui: UiStore;
  readonly issues: IssueStore;
  readonly live: LiveStore;
  readonly view: StepViewer;
  readonly presence: PresenceStore;
  readonly comments: CommentStore;
  /** The way of a test run. */
  readonly trail: TrailStore;
  /** The document as it was when the builder was opened. */
  readonly opened: Flow;
  /** Whether people are counted in it: the live version, but neither a draft nor an earlier version. */
  readonly hasNumbers: boolean;
  /** How its steps differ from another flow that it is compared with. */
  readonly marks: ReadonlyMap<NodeId, DiffMark>;
}

export const BuilderContext = createContext<Builder | undefined>(undefined);

/** @throws Error outside a `BuilderContext` */
export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (builder === undefined) throw new Error("This part of the builder stands outside it");
  return builder;
}

export function useDocument<Slice>(select: (state: DocumentState) => Slice): Slice {
  return useStore(useBuilder().document, select);
}

export function useUi<Slice>(select: (state: UiState) => Slice): Slice {
  return useStore(useBuilder().ui, select);
}

export function useIssues<Slice>(select: (state: IssueState) => Slice): Slice {
  return useStore(useBuilder().issues, select);
}

export function useLive<Slice>(select: (state: LiveState) => Slice): Slice {
  return useStore(useBuilder().live, select);
}

export function useTrail<Slice>(select: (state: TrailState) => Slice): Slice {
  return useStore(useBuilder().trail, select);
}

export function useStepView(id: NodeId): StepView | undefined {
  const { view } = useBuilder();
  return useDocument(({ flow }) => view(flow, id));
}
