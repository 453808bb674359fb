import type { Tested } from "@fairflow/contract";
import {
  openSubmission,
  readDraft,
  readTemplateVersions,
  readVersion,
  type Transaction,
} from "@fairflow/db";
import type { Flow } from "@fairflow/flow";
import type { CompiledFlow, Library } from "@fairflow/interpreter";
import { notFound } from "../http/http-error.ts";
import { readLiveLibrary, templateOf, type LiveLibrary } from "../flows/live-library.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { refuseIssues } from "../flows/refuse-issues.ts";

/** A flow that is ready to be tried out. */
export interface TestedFlow {
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  readonly live: LiveLibrary;
  /** With the templates that a version has pinned. */
  readonly library: Library;
  /** Of a draft. */
  readonly revision: number | null;
}

/** @throws HttpError 404 for what is not there, 422 with the issues of what cannot run */
export async function testedFlow(
  tx: Transaction,
  flowId: string,
  tested: Tested | { readonly kind: "submission" },
): Promise<TestedFlow> {
  const [live, { document, pins, revision }] = await Promise.all([
    readLiveLibrary(tx),
    documentOf(tx, flowId, tested),
  ]);
  const flow = storedFlow(document);
  const library = await withPins(tx, live.library, pins);
  const compiled = refuseIssues(flow, { ...live, library });
  return { flow, compiled, live, library, revision };
}

interface Document {
  readonly document: unknown;
  readonly pins: Readonly<Record<string, number>>;
  readonly revision: number | null;
}

async function documentOf(
  tx: Transaction,
  flowId: string,
  tested: Tested | { readonly kind: "submission" },
): Promise<Document> {
  switch (tested.kind) {
    case "draft": {
      const draft = await readDraft(tx, flowId);
      if (draft === undefined) throw notFound("flow");
      return { document: draft.document, pins: {}, revision: draft.revision };
    }
    case "version": {
      const version = await readVersion(tx, flowId, tested.version);
      if (version === undefined) throw notFound("version");
      return { document: version.document, pins: version.templateVersions, revision: null };
    }
    case "submission": {
      const open = await openSubmission(tx, flowId);
      if (open === undefined) throw notFound("open submission of this flow");
      return { document: open.document, pins: open.templateVersions ?? {}, revision: null };
    }
  }
}

async function withPins(
  tx: Transaction,
  library: Library,
  pins: Readonly<Record<string, number>>,
): Promise<Library> {
  if (Object.keys(pins).length === 0) return library;
  const pinned = await readTemplateVersions(tx, pins);
  const templates = new Map(library.templates);
  for (const each of pinned) templates.set(each.id, templateOf(each));
  return { ...library, templates };
}
