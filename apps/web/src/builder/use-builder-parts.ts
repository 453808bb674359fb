import { catalog } from "@fairflow/nodes";
import type { EditorLibrary } from "@fairflow/nodes/editors";
import { useEffect, useMemo, useState } from "react";
import type { Builder } from "./builder-context.ts";
import { createDocumentStore, type InitialDocument } from "./document-store.ts";
import { createIssueStore, watchIssues } from "./issue-store.ts";
import { createLiveStore } from "./live-store.ts";
import { rememberedPanels } from "./panels/remembered-panels.ts";
import { stepViewer } from "./step-view.ts";
import { createUiStore } from "./ui-store.ts";

/** The stores of one builder, for as long as it is open, and what its flow is checked against. */
export function useBuilderParts(
  initial: InitialDocument,
  { library, fields }: EditorLibrary,
): Builder {
  const [stores] = useState(() => ({
    document: createDocumentStore(initial),
    ui: createUiStore(rememberedPanels()),
    issues: createIssueStore(),
    live: createLiveStore(),
  }));
  const builder = useMemo(() => {
    const names = {
      segment: (id: string) => library.segments.get(id)?.name ?? `${id} (missing)`,
      template: (id: string) => library.templates.get(id)?.name ?? `${id} (missing)`,
      notice: (id: string) => library.notices.get(id)?.title ?? `${id} (missing)`,
      step: (id: string) => library.steps.get(id)?.title ?? `${id} (missing)`,
    };
    return { ...stores, catalog, library, fields, view: stepViewer(catalog, names) };
  }, [stores, library, fields]);
  // Outside React: the document store, whose every change is checked.
  useEffect(() => watchIssues(stores.document, stores.issues, builder), [stores, builder]);
  return builder;
}
