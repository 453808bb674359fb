import { AwaitedEvent, MessageChannel } from "@fairflow/interpreter";
import { ForcedAnswer, LocalMoment, MadeUpPerson } from "@fairflow/simulation";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { FlowParams } from "../publishing.ts";
import { signedIn } from "../role.ts";
import { VerdictView } from "../rule-view.ts";
import { Id, InstantMs } from "../values.ts";

/** What is tested: the draft as it is saved, or a published version. */
export const Tested = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("draft") }),
  z.strictObject({ kind: z.literal("version"), version: z.int().positive() }),
]);
export type Tested = z.infer<typeof Tested>;

/** Who goes through it: somebody made up, or a debtor by one of their accounts. */
export const TestedPerson = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("made-up"),
    person: MadeUpPerson,
    packs: z.array(z.string().min(1).max(64)).min(1).max(10),
    /** Which share of a split they draw. */
    seed: z.int().min(0).max(1_000_000),
  }),
  z.strictObject({ kind: z.literal("debtor"), accountId: Id }),
]);
export type TestedPerson = z.infer<typeof TestedPerson>;

const Fact = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

const Cause = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("start") }),
  z.strictObject({ kind: z.literal("refused-at-start") }),
  z.strictObject({ kind: z.literal("time") }),
  /** By its place in the list, from 0. */
  z.strictObject({ kind: z.literal("answer"), answer: z.int() }),
  z.strictObject({ kind: z.literal("delivery") }),
  z.strictObject({ kind: z.literal("hold-over"), state: z.string() }),
]);

/** A message as it would leave; of a debtor it is masked for roles that do not work with people. */
export const TestMessage = z.strictObject({
  channel: MessageChannel,
  /** The template's id and name. */
  template: z.string(),
  templateName: z.string(),
  language: z.string(),
  subject: z.string().nullable(),
  body: z.string(),
  smsParts: z.int().nullable(),
});
export type TestMessage = z.infer<typeof TestMessage>;

/** Something that happened to the run at one instant and step; those that follow at once have no cause of their own. */
export const TestMoment = z.strictObject({
  atMs: InstantMs,
  cause: Cause.nullable(),
  step: z.string().nullable(),
  visit: z.int(),
  entered: z.boolean(),
  facts: z.array(z.strictObject({ field: z.string(), value: Fact })),
  left: z.string().nullable(),
  next: z.string().nullable(),
  why: z.string(),
  verdict: VerdictView.nullable(),
  message: TestMessage.nullable(),
  work: z.array(z.string()),
  /** The run when everything of this instant is over. */
  stand: z.strictObject({
    status: z.enum(["active", "held", "ended", "parked", "not-taken-in"]),
    step: z.string().nullable(),
    wakeMs: InstantMs.nullable(),
    ended: z.strictObject({ reason: z.string(), success: z.boolean() }).nullable(),
    listens: z.array(AwaitedEvent),
    outcomes: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    disputeOpen: z.boolean(),
    holds: z.array(z.string()),
  }),
});
export type TestMoment = z.infer<typeof TestMoment>;

export const TestRunView = z.strictObject({
  /** The person's, by which every instant is shown. */
  zone: z.string(),
  currency: z.string(),
  startMs: InstantMs,
  endMs: InstantMs,
  moments: z.array(TestMoment),
  /** Whether the start itself would take the person in at the first moment. */
  isAdmitted: z.boolean(),
  /** Forced answers that were never given. */
  unused: z.array(z.int()),
  /** Whether it was stopped because so much happened. */
  isCutShort: z.boolean(),
  /** What somebody should know of this run, such as a pack that nobody has activated. */
  notes: z.array(z.string()),
  /** The same person without anything personal, for a scenario. */
  person: MadeUpPerson,
  packs: z.array(z.string()),
});
export type TestRunView = z.infer<typeof TestRunView>;

/** Reads only: no attempt is made, nothing is written and nobody is told. A flow with problems answers 422 with them. */
export const testRun = endpoint({
  method: "POST",
  path: "/api/flows/:id/test-runs",
  summary: "Takes one person through a flow in virtual time, behind the gate",
  input: {
    params: FlowParams,
    body: z.strictObject({
      tested: Tested,
      who: TestedPerson,
      /** A wall-clock moment of the person's zone. */
      startsAt: LocalMoment,
      entry: z.enum(["at-once", "as-the-start-says"]),
      forDays: z.int().min(1).max(730),
      answers: z.array(ForcedAnswer).max(100),
    }),
  },
  output: TestRunView,
  policy: signedIn,
});
