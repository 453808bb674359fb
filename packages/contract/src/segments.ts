import { Criteria } from "@fairflow/criteria";
import { Segment } from "@fairflow/interpreter";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { only, signedIn } from "./role.ts";
import { Id, InstantMs, Money } from "./values.ts";

const SegmentId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const SegmentParams = z.strictObject({ id: SegmentId });

const SegmentVersion = z.strictObject({
  number: z.int().positive(),
  criteria: Criteria,
  madeAtMs: InstantMs,
  madeBy: z.string(),
});
export type SegmentVersion = z.infer<typeof SegmentVersion>;

/** One step that asks a segment: in a draft, or in a published version that is live or has people in it. */
const SegmentUse = z.strictObject({
  flowId: Id,
  flowName: z.string(),
  /** Null for the draft. */
  version: z.int().positive().nullable(),
  isLive: z.boolean(),
  node: z.strictObject({ id: z.string(), name: z.string() }),
});
export type SegmentUse = z.infer<typeof SegmentUse>;

export const SegmentSummary = Segment.extend({
  changedAtMs: InstantMs,
  changedBy: z.string(),
  /** How many flows ask it, in a draft or in a version that people are in. */
  flows: z.int(),
});
export type SegmentSummary = z.infer<typeof SegmentSummary>;

const segments = endpoint({
  method: "GET",
  path: "/api/segments",
  summary: "Every segment with its current condition, by name",
  input: {},
  output: z.array(SegmentSummary),
  policy: signedIn,
});

const segment = endpoint({
  method: "GET",
  path: "/api/segments/:id",
  summary: "A segment with every version that it ever had and the steps that ask it",
  input: { params: SegmentParams },
  output: Segment.extend({
    /** The newest first. */
    versions: z.array(SegmentVersion),
    uses: z.array(SegmentUse),
  }),
  policy: signedIn,
});

/** One that was saved by somebody else since `basedOn` answers 412, with the segment as it is in `details`. */
const saveSegment = endpoint({
  method: "PUT",
  path: "/api/segments/:id",
  summary: "Makes a segment, or its next version",
  input: {
    params: SegmentParams,
    body: z.strictObject({
      name: z.string().trim().min(1).max(120),
      criteria: Criteria,
      /** The version that was changed, 0 for a segment that is to be new; absent, whatever is there is replaced. */
      basedOn: z.int().min(0).optional(),
    }),
  },
  output: Segment,
  policy: only("editor", "admin"),
});

const countSegment = endpoint({
  method: "POST",
  path: "/api/segments/count",
  summary: "How many accounts a condition matches now, and who would enter and leave a segment",
  input: {
    body: z.strictObject({
      criteria: Criteria,
      /** The segment whose condition it would replace. */
      insteadOf: SegmentId.optional(),
    }),
  },
  output: z.strictObject({
    matching: z.int(),
    of: z.int(),
    /** Null where it replaces nothing. */
    change: z.strictObject({ enter: z.int(), leave: z.int() }).nullable(),
  }),
  policy: signedIn,
});

const sampleSegment = endpoint({
  method: "POST",
  path: "/api/segments/sample",
  summary: "Ten of the accounts that a condition matches now, the same ones each time",
  input: { body: z.strictObject({ criteria: Criteria }) },
  output: z.strictObject({
    accounts: z.array(
      z.strictObject({
        accountId: Id,
        debtorId: Id,
        name: z.string(),
        reference: z.string(),
        arrears: Money,
        daysPastDue: z.int(),
      }),
    ),
    /** Names and references are masked for roles that do not work with people. */
    masked: z.boolean(),
  }),
  policy: signedIn,
});

const overlapSegments = endpoint({
  method: "POST",
  path: "/api/segments/overlap",
  summary: "How many of the accounts that a condition matches now are in each saved segment too",
  input: {
    body: z.strictObject({
      criteria: Criteria,
      /** The segment itself, which is left out. */
      except: SegmentId.optional(),
    }),
  },
  output: z.strictObject({
    matching: z.int(),
    /** Those that share somebody, the most first. */
    overlaps: z.array(z.strictObject({ id: z.string(), name: z.string(), both: z.int() })),
  }),
  policy: signedIn,
});

/** What is asked of segments. */
export const segmentEndpoints = {
  countSegment,
  overlapSegments,
  sampleSegment,
  saveSegment,
  segment,
  segments,
} as const;
