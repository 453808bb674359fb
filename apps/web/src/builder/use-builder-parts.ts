import { catalog } from "@fairflow/nodes";
import type { EditorLibrary } from "@fairflow/nodes/editors";
import { useEffect, useMemo, useState } from "react";
import type { Builder } from "./builder-context.ts";
import { createCommentStore } from "./comments/comment-store.ts";
import { createDocumentStore, type InitialDocument } from "./document-store.ts";
import { createIssueStore, watchIssues } from "./issue-store.ts";
import { libraryNames } from "./library-names.ts";
import { createLiveStore } from "./live/live-store.ts";
import { createPresenceStore } from "./presence/presence-store.ts";
import { rememberedPanels } from "./panels/remembered-panels.ts";
import { createTrailStore } from "./simulate/trail-store.ts";
import { stepViewer } from "./step-view.ts";
import { createUiStore, type UiState } from "./ui-store.ts";

const NO_MARKS: Builder["marks"] = new Map();

interface BuilderLook extends Partial<Pick<Builder, "hasNumbers" | "marks">> {
  /** Whether it begins with what is said about the step. */
  readonly discussion?: UiState["discussion"];
}

/** The stores of one builder, for as long as it is open, and what its flow is checked against. */
export function useBuilderParts(
  initial: InitialDocument,
  { library, fields }: EditorLibrary,
  { hasNumbers = false, marks = NO_MARKS, discussion = "closed" }: BuilderLook = {},
): Builder {
  const [stores] = useState(() => ({
    document: createDocumentStore(initial),
    ui: createUiStore(rememberedPanels(), discussion),
    issues: createIssueStore(),
    live: createLiveStore(),
    presence: createPresenceStore(),
    comments: createCommentStore(),
    trail: createTrailStore(),
    opened: initial.flow,
  }));
  const builder = useMemo(() => {
    const view = stepViewer(catalog, libraryNames(library));
    return { ...stores, catalog, library, fields, view, hasNumbers, marks };
  }, [stores, library, fields, hasNumbers, marks]);
  // Outside React: the document store, whose every change is checked.
  useEffect(() => watchIssues(stores.document, stores.issues, builder), [stores, builder]);
  return builder;
}
