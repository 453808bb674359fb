import { Flow } from "@fairflow/flow";
import { FlowExport } from "@fairflow/interpreter";
import { ScenarioFile } from "@fairflow/simulation";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { VersionParams } from "./flow-version.ts";
import { FlowParams } from "./publishing.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

const LiveVersion = z.strictObject({
  version: z.int().positive(),
  publishedAtMs: InstantMs,
  publishedBy: z.string(),
});

export const FlowSummary = z.strictObject({
  id: Id,
  name: z.string(),
  live: LiveVersion.nullable(),
  draft: z.strictObject({
    revision: z.int(),
    changedAtMs: InstantMs,
    changedBy: z.string(),
    differsFromLive: z.boolean(),
  }),
  inFlight: z.int(),
  problems: z.int(),
  /** Whether the draft waits for somebody to decide, or is approved and not published yet. */
  submission: z.enum(["submitted", "approved"]).nullable(),
  /** The version that takes a share of new entries beside the live one. */
  trial: z.int().positive().nullable(),
  isPaused: z.boolean(),
  areEntriesStopped: z.boolean(),
});
export type FlowSummary = z.infer<typeof FlowSummary>;

export const flows = endpoint({
  method: "GET",
  path: "/api/flows",
  summary: "Every flow, the last changed first",
  input: {},
  output: z.array(FlowSummary),
  policy: signedIn,
});

export const createFlow = endpoint({
  method: "POST",
  path: "/api/flows",
  summary: "Makes a flow: empty, or from an export with its segments and templates",
  input: {
    body: z.strictObject({
      name: z.string().trim().min(1).max(120),
      from: FlowExport.optional(),
      /** Tests that it begins with. */
      scenarios: ScenarioFile.shape.scenarios.optional(),
    }),
  },
  output: z.strictObject({ id: Id }),
  policy: only("editor", "admin"),
});

/** What is here already and says something else answers 409 with the clashes, and nothing is saved. */
export const bringExport = endpoint({
  method: "POST",
  path: "/api/flows/:id/brought",
  summary: "Adds the segments, templates and tests that an export brings, for a flow that draws it",
  input: {
    params: FlowParams,
    body: z.strictObject({
      from: FlowExport,
      /** A test of a name that the flow has already is left out. */
      scenarios: ScenarioFile.shape.scenarios.optional(),
    }),
  },
  output: Done,
  policy: only("editor", "admin"),
});

export const gallery = endpoint({
  method: "GET",
  path: "/api/gallery",
  summary: "Flows to start from",
  input: {},
  output: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      /** Which law it keeps to, in a sentence or two. */
      law: z.string(),
      export: FlowExport,
      scenarios: ScenarioFile.shape.scenarios,
    }),
  ),
  policy: signedIn,
});

export const DraftState = z.strictObject({
  flow: Flow,
  revision: z.int(),
  changedAtMs: InstantMs,
  changedBy: z.string(),
});
export type DraftState = z.infer<typeof DraftState>;

export const flow = endpoint({
  method: "GET",
  path: "/api/flows/:id",
  summary: "A flow with its shared draft",
  input: { params: FlowParams },
  output: DraftState.extend({ id: Id, live: LiveVersion.nullable() }),
  policy: signedIn,
});

/** A stale `If-Match` answers 412, with the draft as it stands in `details`, so that nobody loses anything. */
export const saveDraft = endpoint({
  method: "PUT",
  path: "/api/flows/:id/draft",
  summary: "Saves the shared draft over the revision that it was based on",
  input: {
    params: FlowParams,
    ifMatch: z.coerce.number().int(),
    body: z.strictObject({ flow: Flow }),
  },
  output: z.strictObject({
    revision: z.int(),
    savedAtMs: InstantMs,
    /** Whether this edit took back a submission, or an approval. */
    withdrewSubmission: z.boolean(),
  }),
  policy: only("editor", "admin"),
});

export const exportFlow = endpoint({
  method: "GET",
  path: "/api/flows/:id/export",
  summary: "The draft with the segments and templates that it refers to, to take elsewhere",
  input: { params: FlowParams },
  output: FlowExport,
  policy: signedIn,
});

export const draftChanges = endpoint({
  method: "GET",
  path: "/api/flows/:id/changes",
  summary: "Who changed the draft, the latest first, at most 100",
  input: { params: FlowParams },
  output: z.array(
    z.strictObject({
      revision: z.int(),
      author: z.string(),
      atMs: InstantMs,
      summary: z.string(),
    }),
  ),
  policy: signedIn,
});

/** A version, and what became of it: it never changes. */
const VersionState = LiveVersion.extend({
  reason: z.string(),
  state: z.enum(["scheduled", "trial", "live", "retired"]),
  /** Who put it forward, and who approved it; null for a version from before that was written down. */
  author: z.string().nullable(),
  approver: z.string().nullable(),
  /** When entries begin, where that is not when it was published. */
  startsAtMs: InstantMs.nullable(),
  /** The share of new entries that it took on trial. */
  sharePercent: z.int().nullable(),
  retiredAtMs: InstantMs.nullable(),
  inFlight: z.int(),
});

export const versions = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions",
  summary: "Every published version, the newest first",
  input: { params: FlowParams },
  output: z.array(VersionState),
  policy: signedIn,
});

export const version = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version",
  summary: "One published version",
  input: { params: VersionParams },
  output: VersionState.extend({ flow: Flow }),
  policy: signedIn,
});
