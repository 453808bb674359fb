import { ExitId, NodeId } from "@fairflow/flow";
import { AwaitedEvent } from "@fairflow/interpreter";
import { z } from "zod";

const LENGTH = {
  days: z.int().min(0).max(730).default(0),
  hours: z.int().min(0).max(23).default(0),
  minutes: z.int().min(0).max(59).default(0),
};

/**
 * When an answer comes: so long after the start, or so long after the run came to a step (for the first time, unless `visit`
 * says which). A day is 24 hours. An answer at a step that the run never comes to is never given.
 */
export const AnswerTime = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("after"), ...LENGTH }),
  z.strictObject({
    kind: z.literal("at-step"),
    step: NodeId,
    visit: z.int().positive().default(1),
    ...LENGTH,
  }),
]);
export type AnswerTime = z.infer<typeof AnswerTime>;

/** The account's reference; the one that the run is about where absent, of a run per debtor all of them in turn. */
const account = z.string().max(64).optional();

/**
 * What a person, or somebody who works for them, does:
 * - `pays`: a share of what they owe, to the nearest minor unit; all of it is paid, all that is overdue is cured;
 * - `stops`: writes STOP, or clicks the link, on the channel that was written on last or the one that is named;
 * - `replies`: writes anything else;
 * - `bounces`: the last message does not arrive, and there is no address on its channel from then on;
 * - `disputes`, and what is decided about it, after which a run waits for `resumeAfterDays`;
 * - `promises`, keeps or breaks it;
 * - `held`, `released`: a hold, in the packs' word for its reason;
 * - `completes-task`: somebody does the work that the run waits for, with this outcome;
 * - `happens`: any other event that a step can wait for.
 */
export const Answer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pays"), percent: z.number().positive().max(100), account }),
  z.strictObject({ kind: z.literal("stops"), channel: z.enum(["sms", "email"]).optional() }),
  z.strictObject({ kind: z.literal("replies"), text: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal("bounces") }),
  z.strictObject({ kind: z.literal("opens-link") }),
  z.strictObject({ kind: z.literal("disputes"), account }),
  z.strictObject({
    kind: z.literal("dispute-decided"),
    decision: z.enum(["accepted", "partly-accepted", "rejected"]),
    resumeAfterDays: z.int().min(0).max(365).default(0),
  }),
  z.strictObject({ kind: z.literal("promises") }),
  z.strictObject({ kind: z.literal("keeps-promise") }),
  z.strictObject({ kind: z.literal("breaks-promise") }),
  z.strictObject({ kind: z.literal("held"), reason: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal("released"), reason: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal("completes-task"), outcome: ExitId }),
  z.strictObject({ kind: z.literal("happens"), event: AwaitedEvent }),
]);
export type Answer = z.infer<typeof Answer>;

export const ForcedAnswer = z.strictObject({ when: AnswerTime, answer: Answer });
export type ForcedAnswer = z.infer<typeof ForcedAnswer>;
