import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { VersionParams } from "./flow-version.ts";
import { signedIn } from "./role.ts";
import { RuleName } from "./rule-view.ts";
import { Id, InstantMs, Money } from "./values.ts";
import { VersionCounts } from "./version-counts.ts";

/** Figures are counted by the hour: a period takes in the hours that begin in it. */
const Period = z.strictObject({
  fromMs: z.coerce.number().int().optional(),
  beforeMs: z.coerce.number().int().optional(),
});

/** Those alone who are in it now. */
const OfSegment = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .optional();

export const counts = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/counts",
  summary:
    "The live numbers of a version, of a period where one is named, and of those who are in a segment now where one is named",
  input: {
    params: VersionParams,
    query: Period.extend({ segment: OfSegment }),
  },
  output: VersionCounts,
  policy: signedIn,
});

const NodeParams = VersionParams.extend({ node: z.string().max(64) });

/** Why somebody stands at a node; several rules may defer the same message. */
const Stay = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("held"), states: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("rules"), rules: z.array(RuleName) }),
  z.strictObject({
    kind: z.literal("waits"),
    for: z.enum(["time", "event", "sending", "leave", "notice", "dispute"]),
  }),
  /** It could not go on, and a person has to decide. */
  z.strictObject({ kind: z.literal("parked") }),
]);
export type Stay = z.infer<typeof Stay>;

const PersonHere = z.strictObject({
  runId: Id,
  debtorId: Id,
  label: z.string(),
  sinceMs: InstantMs,
  /** Until when at the latest; null where only an event ends it. */
  untilMs: InstantMs.nullable(),
  stay: Stay,
});
export type PersonHere = z.infer<typeof PersonHere>;

export const peopleAtNode = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/nodes/:node/people",
  summary:
    "Who stands at a node now and why, of those in a segment where one is named, those who entered the flow last first, 50 at a time",
  input: {
    params: NodeParams,
    query: z.strictObject({
      cursor: z.uuid().optional(),
      /** One of the reasons of `heldAtNode`. */
      why: z.string().max(200).optional(),
      segment: OfSegment,
    }),
  },
  output: z.strictObject({ people: z.array(PersonHere), next: z.uuid().nullable() }),
  policy: signedIn,
});

/** What a number at a node counts; `left` is named with its exit, `kept_back` with its rule. */
export const StepMetric = z.enum([
  "entered",
  "left",
  "sent",
  "delivered",
  "failed",
  "kept_back",
  "goal",
  "paid",
  "clicked",
  "replied",
  "opted_out",
  "disputed",
  "promised",
]);
export type StepMetric = z.infer<typeof StepMetric>;

export const PersonCounted = z.strictObject({
  /** Of what is counted: somebody who did it twice is there twice. */
  id: z.string(),
  debtorId: Id,
  label: z.string(),
  atMs: InstantMs,
  amount: Money.nullable(),
  /** The message or call, whose reasons can be shown. */
  attemptId: Id.nullable(),
});
export type PersonCounted = z.infer<typeof PersonCounted>;

export const peopleCounted = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/nodes/:node/counted/:metric",
  summary: "Who is behind a number of a node, in a period where one is named, 50 at a time",
  input: {
    params: NodeParams.extend({ metric: StepMetric }),
    query: Period.extend({
      /** Of those who left: by which way; of what was kept back: by which rule. */
      exit: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  output: z.strictObject({ people: z.array(PersonCounted), next: z.string().nullable() }),
  policy: signedIn,
});

export const heldAtNode = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/nodes/:node/held",
  summary:
    "What keeps those who stand at a node, and which rules kept messages back there in a period",
  input: { params: NodeParams, query: Period.extend({ segment: OfSegment }) },
  output: z.strictObject({
    present: z.int(),
    /** The most people first. Whom two rules keep is counted under both. */
    reasons: z.array(z.strictObject({ why: z.string(), stay: Stay, people: z.int() })),
    /** Times that a rule deferred or refused a message of this node, of everybody whatever segment is named. */
    kept: z.array(z.strictObject({ rule: RuleName, deferred: z.int(), refused: z.int() })),
  }),
  policy: signedIn,
});

export const nextEntry = endpoint({
  method: "GET",
  path: "/api/flows/:id/versions/:version/next-entry",
  summary: "When a version looks again for who enters it",
  input: { params: VersionParams },
  output: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("check"), atMs: InstantMs }),
    /** What has to happen for somebody to enter. */
    z.strictObject({ kind: z.enum(["event", "manual", "api"]) }),
    z.strictObject({ kind: z.literal("closed") }),
  ]),
  policy: signedIn,
});
