import { Flow } from "@fairflow/flow";
import { Channel } from "@fairflow/template";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { MAX_REASON, Reason } from "./reason.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

export const FlowParams = z.strictObject({ id: Id });

/** A draft that was put forward, and what became of it. */
export const SubmissionState = z.strictObject({
  id: Id,
  revision: z.int(),
  note: z.string(),
  submittedBy: z.string(),
  submittedAtMs: InstantMs,
  /** Everybody who changed what the draft does since the version before. */
  authors: z.array(z.string()),
  status: z.enum(["submitted", "approved", "changes_requested", "withdrawn", "published"]),
  decidedBy: z.string().nullable(),
  decidedAtMs: InstantMs.nullable(),
  decisionReason: z.string().nullable(),
});
export type SubmissionState = z.infer<typeof SubmissionState>;

export const submissions = endpoint({
  method: "GET",
  path: "/api/flows/:id/submissions",
  summary: "What was put forward for publishing, the newest first, at most 20",
  input: { params: FlowParams },
  output: z.array(SubmissionState),
  policy: signedIn,
});

/** A draft with issues answers 422 with them in `details`; one that has moved on since `revision`, 412. */
export const submitDraft = endpoint({
  method: "POST",
  path: "/api/flows/:id/submissions",
  summary: "Puts the draft forward, frozen as it is, for somebody else to approve",
  input: { params: FlowParams, body: z.strictObject({ revision: z.int(), note: Reason }) },
  output: z.strictObject({ id: Id }),
  policy: only("editor", "admin"),
});

export const withdrawSubmission = endpoint({
  method: "POST",
  path: "/api/flows/:id/submissions/withdraw",
  summary: "Takes back what was put forward, and any approval",
  input: { params: FlowParams },
  output: Done,
  policy: only("editor", "admin"),
});

const SubmissionParams = FlowParams.extend({ submission: Id });

/** Its authors are refused with 403 while four eyes are asked for. One that an edit withdrew meanwhile answers 409. */
export const approveSubmission = endpoint({
  method: "POST",
  path: "/api/flows/:id/submissions/:submission/approve",
  summary: "Approves what was put forward, as it stands",
  input: {
    params: SubmissionParams,
    body: z.strictObject({ reason: z.string().trim().max(MAX_REASON).default("") }),
  },
  output: Done,
  policy: only("admin"),
});

export const sendBackSubmission = endpoint({
  method: "POST",
  path: "/api/flows/:id/submissions/:submission/send-back",
  summary: "Asks for changes, and says why",
  input: { params: SubmissionParams, body: z.strictObject({ reason: Reason }) },
  output: Done,
  policy: only("admin"),
});

/** Only what is approved is published: the frozen draft, with the templates that the approver was shown. */
export const publishFlow = endpoint({
  method: "POST",
  path: "/api/flows/:id/publish",
  summary: "Makes an approved draft an immutable version and sends new entries through it",
  input: {
    params: FlowParams,
    body: z.strictObject({
      submission: Id,
      reason: Reason,
      /** By the engine's clock; at once where absent. */
      startsAtMs: InstantMs.optional(),
      /** The share of new entries that it takes at first; the live version takes the others. */
      sharePercent: z.int().min(1).max(99).optional(),
    }),
  },
  output: z.strictObject({
    version: z.int().positive(),
    /** What keeps its messages from going although it is live, such as a rule pack that nobody has activated. */
    notices: z.array(z.string()),
  }),
  policy: only("admin"),
});

export const settleTrial = endpoint({
  method: "POST",
  path: "/api/flows/:id/trial",
  summary: "Gives the version on trial all new entries, or none",
  input: {
    params: FlowParams,
    body: z.strictObject({ decision: z.enum(["all", "none"]), reason: Reason }),
  },
  output: Done,
  policy: only("admin"),
});

export const cancelScheduled = endpoint({
  method: "POST",
  path: "/api/flows/:id/scheduled/cancel",
  summary: "Retires the version that was to begin later",
  input: { params: FlowParams, body: z.strictObject({ reason: Reason }) },
  output: Done,
  policy: only("admin"),
});

const Halt = z.strictObject({ atMs: InstantMs, reason: z.string() });

/** What whoever decides on a submission has to know. */
export const Review = z.strictObject({
  submission: SubmissionState,
  /** Why the asker may not decide; null where they may. */
  mayNotDecide: z.string().nullable(),
  fourEyes: z.boolean(),
  live: z.strictObject({ version: z.int().positive(), flow: Flow }).nullable(),
  /** As it was put forward. */
  flow: Flow,
  issues: z.array(z.strictObject({ node: z.string().nullable(), message: z.string() })),
  wouldEnter: z.discriminatedUnion("kind", [
    /** Accounts that its start admits now, of all. */
    z.strictObject({ kind: z.literal("counted"), matching: z.int(), of: z.int() }),
    /** Its start waits to be told whom to take in, or for an event. */
    z.strictObject({ kind: z.literal("told") }),
    z.strictObject({ kind: z.literal("takes-too-long") }),
  ]),
  /** Who is on their way in each version, and where. */
  inFlight: z.array(
    z.strictObject({
      version: z.int().positive(),
      count: z.int(),
      nodes: z.array(z.strictObject({ node: z.string(), name: z.string(), count: z.int() })),
    }),
  ),
  /** Each message that is new or says something else, with made-up people in it. */
  messages: z.array(
    z.strictObject({
      node: z.string(),
      template: z.string(),
      channel: Channel,
      language: z.string(),
      before: z.string().nullable(),
      after: z.string(),
    }),
  ),
  paused: Halt.nullable(),
  entriesStopped: Halt.nullable(),
});
export type Review = z.infer<typeof Review>;

export const review = endpoint({
  method: "GET",
  path: "/api/flows/:id/review",
  summary: "What was put forward, against what is live, with what it would mean",
  input: { params: FlowParams },
  output: Review,
  policy: signedIn,
});

export const fourEyes = endpoint({
  method: "GET",
  path: "/api/settings/four-eyes",
  summary: "Whether a draft needs somebody else's approval",
  input: {},
  output: z.strictObject({ isOn: z.boolean() }),
  policy: signedIn,
});

export const changeFourEyes = endpoint({
  method: "PUT",
  path: "/api/settings/four-eyes",
  summary: "Asks for a second pair of eyes before publishing, or no longer",
  input: { body: z.strictObject({ isOn: z.boolean(), reason: Reason }) },
  output: Done,
  policy: only("admin"),
});
