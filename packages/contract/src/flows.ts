import { Flow } from "@fairflow/flow";
import { FlowExport } from "@fairflow/interpreter";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
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
});
export type FlowSummary = z.infer<typeof FlowSummary>;

const FlowParams = z.strictObject({ id: Id });
/** The largest integer of the database. */
const MAX_VERSION = 2_147_483_647;
const VersionParams = z.strictObject({
  id: Id,
  version: z.coerce.number().int().positive().max(MAX_VERSION),
});

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
    body: z.strictObject({ name: z.string().trim().min(1).max(120), from: FlowExport.optional() }),
  },
  output: z.strictObject({ id: Id }),
  policy: only("editor", "admin"),
});

export const gallery = endpoint({
  method: "GET",
  path: "/api/gallery",
  summary: "Examples to start a flow from",
  input: {},
  output: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      export: FlowExport,
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
  output: z.strictObject({ revision: z.int(), savedAtMs: InstantMs }),
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

/** A draft with issues answers 422 with them in `details`; one that has moved on since `revision`, 412. */
export const publishFlow = endpoint({
  method: "POST",
  path: "/api/flows/:id/publish",
  summary: "Makes the draft an immutable version and sends new entries through it",
  input: {
    params: FlowParams,
    body: z.strictObject({ revision: z.int(), reason: z.string().trim().min(3).max(500) }),
  },
  output: z.strictObject({
    version: z.int().positive(),
    /** What keeps its messages from going although it is live, such as a rule pack that nobody has activated. */
    notices: z.array(z.string()),
  }),
  policy: only("admin"),
});

export const retireFlow = endpoint({
  method: "POST",
  path: "/api/flows/:id/retire",
  summary: "Takes in nobody new; people in flight go on",
  input: {
    params: FlowParams,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
  },
  output: Done,
  policy: only("admin"),
});

export const versions = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions",
  summary: "Every published version, the newest first",
  input: { params: FlowParams },
  output: z.array(
    LiveVersion.extend({
      reason: z.string(),
      state: z.enum(["live", "retired"]),
      inFlight: z.int(),
    }),
  ),
  policy: signedIn,
});

export const version = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version",
  summary: "One published version",
  input: { params: VersionParams },
  output: LiveVersion.extend({ flow: Flow }),
  policy: signedIn,
});

/** What passed each node of a version: entered = the sum of `left` + present. */
export const NodeCounts = z.strictObject({
  entered: z.int(),
  present: z.int(),
  left: z.record(z.string(), z.int()),
  sent: z.int(),
  deferred: z.int(),
  forbidden: z.int(),
  paid: z.int(),
  collectedMinor: z.int(),
});
export type NodeCounts = z.infer<typeof NodeCounts>;

export const VersionCounts = z.strictObject({
  flow: Id,
  version: z.int().positive(),
  asOfMs: InstantMs,
  nodes: z.record(z.string(), NodeCounts),
});
export type VersionCounts = z.infer<typeof VersionCounts>;

export const counts = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/counts",
  summary: "The live numbers of a version",
  input: { params: VersionParams },
  output: VersionCounts,
  policy: signedIn,
});

export const peopleAtNode = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/nodes/:node/people",
  summary: "Who stands at a node now, at most 100",
  input: { params: VersionParams.extend({ node: z.string().max(64) }) },
  output: z.array(
    z.strictObject({
      debtorId: Id,
      label: z.string(),
      sinceMs: InstantMs,
      wakeAtMs: InstantMs.nullable(),
      /** Why the way does not go on meanwhile; the longest of several. */
      hold: z.strictObject({ state: z.string(), untilMs: InstantMs.nullable() }).nullable(),
    }),
  ),
  policy: signedIn,
});
