import { z } from "zod";
import { Day, Id, InstantMs, Money } from "../values.ts";

export const DisputeKind = z.enum(["dispute", "query", "complaint"]);
export type DisputeKind = z.infer<typeof DisputeKind>;

const DisputeStatus = z.enum(["open", "accepted", "partly_accepted", "rejected", "withdrawn"]);

/** A dispute, a question or a complaint as the desk lists it. Names are masked for roles that do not work with people. */
export const DisputeSummary = z.strictObject({
  id: Id,
  kind: DisputeKind,
  status: DisputeStatus,
  reason: z.string(),
  debtor: z.strictObject({ id: Id, reference: z.string(), name: z.string() }),
  account: z.strictObject({ id: Id, reference: z.string(), balance: Money }),
  /** All of the debt where null. */
  amount: Money.nullable(),
  openedAtMs: InstantMs,
  via: z.string(),
  acknowledgeBy: Day.nullable(),
  acknowledgedAtMs: InstantMs.nullable(),
  answerBy: Day.nullable(),
  /** Days until it is to be answered, negative when that is past; null where nobody sets a day. */
  daysLeft: z.int().nullable(),
  assignee: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
});
export type DisputeSummary = z.infer<typeof DisputeSummary>;

export const EvidenceView = z.strictObject({
  id: Id,
  kind: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  by: z.string(),
  atMs: InstantMs,
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const DisputeDetail = DisputeSummary.extend({
  /** What the debtor wrote; null where there is nothing, or the role may not read it. */
  statement: z.string().nullable(),
  evidence: z.array(EvidenceView),
  /** The rules that set its days, in words, with their source. */
  deadlines: z.array(
    z.strictObject({ id: z.string(), words: z.string(), source: z.string().nullable() }),
  ),
  /** Who may be asked by somebody who is not content with the answer. */
  refersTo: z.array(z.string()),
  /** What the law wants sent with the decision, as the rule packs call it. */
  papers: z.array(z.string()),
  decidedAtMs: InstantMs.nullable(),
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
  adjustedBy: Money.nullable(),
  /** The newest message with the decision; null where none could be planned. */
  letter: z
    .strictObject({
      status: z.string(),
      channel: z.string(),
      /** It is over and reached nobody: it may be sent again. */
      isUnsent: z.boolean(),
    })
    .nullable(),
});
export type DisputeDetail = z.infer<typeof DisputeDetail>;

export const Decision = z.enum(["accepted", "partly-accepted", "rejected"]);
export type Decision = z.infer<typeof Decision>;

/** What a decision would do to one run of the account. */
export const DecidedRun = z.strictObject({
  runId: Id,
  flowName: z.string(),
  version: z.int(),
  at: z.string().nullable(),
  after: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("ends"), reason: z.string() }),
    z.strictObject({ kind: z.literal("goes-to"), node: z.string() }),
    z.strictObject({ kind: z.literal("resumes"), node: z.string() }),
    z.strictObject({ kind: z.literal("stays-held"), node: z.string() }),
    z.strictObject({ kind: z.literal("unchanged") }),
  ]),
});
export type DecidedRun = z.infer<typeof DecidedRun>;
