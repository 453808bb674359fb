import type { NodeId } from "@fairflow/flow";
import { compile, type Issue } from "@fairflow/interpreter";
import { createStore, type StoreApi } from "zustand";
import type { BuilderKnowledge } from "./builder-context.ts";
import type { DocumentStore } from "./document-store.ts";

/** How long the document rests before it is checked: a check on every key would make typing heavy in a large flow. */
const REST_MS = 120;

export interface IssueState {
  readonly issues: readonly Issue[];
  readonly byNode: ReadonlyMap<NodeId, readonly string[]>;
}

export type IssueStore = StoreApi<IssueState>;

export function createIssueStore(): IssueStore {
  return createStore<IssueState>(() => ({ issues: [], byNode: new Map() }));
}

/** Keeps the issues in step with the document, by the same `compile` as Publish. Returns what ends it. */
export function watchIssues(
  document: DocumentStore,
  issues: IssueStore,
  knowledge: BuilderKnowledge,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => issues.setState(issuesOf(document, knowledge));
  check();
  const unsubscribe = document.subscribe((state, before) => {
    if (state.flow.nodes === before.flow.nodes && state.flow.edges === before.flow.edges) return;
    clearTimeout(timer);
    timer = setTimeout(check, REST_MS);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

function issuesOf(
  document: DocumentStore,
  { catalog, library, fields }: BuilderKnowledge,
): IssueState {
  const compiled = compile({ catalog, flow: document.getState().flow, library, fields });
  const issues = compiled.ok ? [] : compiled.issues;
  const byNode = new Map<NodeId, string[]>();
  for (const { node, message } of issues) {
    if (node === undefined) continue;
    const messages = byNode.get(node) ?? [];
    byNode.set(node, messages);
    messages.push(message);
  }
  return { issues, byNode };
}
