import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { InstantText } from "./instant-text.ts";
import { RuleId } from "./rule.ts";
import {
  Actor,
  Channel,
  Direction,
  Exclusion,
  Outcome,
  PendingOutcome,
  Profile,
  Purpose,
  ZoneSource,
} from "./vocabulary.ts";

/** An instant; read back from a recorded case it is ISO 8601 with its offset. */
const Instant = z.union([z.date(), InstantText.transform((text) => new Date(text))]);
const Day = z.union([LocalDate, Instant]);

/** One debt that the attempt is about. */
export const CaseDebt = z.strictObject({
  debtId: z.string(),
  accountId: z.string(),
  creditorId: z.string().optional(),
  /** The pack's word for the kind of debt, such as `nca_credit` or `medical`. */
  debtType: z.string().optional(),
  /** Where this debt differs from the others in having it. */
  inDefaultSince: Day.optional(),
  /**
   * The dates from which a debt grows too old. Without any of them no time bar is computed, and only a state
   * `time_barred` counts.
   */
  dueOn: LocalDate.optional(),
  /** The last time that the debtor acknowledged the debt, in writing where the law wants that. */
  lastAcknowledgedOn: LocalDate.optional(),
  lastPaidOn: LocalDate.optional(),
  /** A summons or another claim in court was served. */
  claimServedOn: LocalDate.optional(),
});
export type CaseDebt = z.infer<typeof CaseDebt>;

/** A hold, a stop fact or another state that is active, or was until `until`. */
export const CaseState = z.strictObject({
  state: z.string(),
  /** When it began. Without it, it has always been, and a period that runs from it never ends by itself. */
  since: Day.optional(),
  /** When it is known to end, excluded. */
  until: Instant.optional(),
  /** The debt that it concerns; all of the debtor's where absent. */
  debtId: z.string().optional(),
  channel: Channel.optional(),
  addressId: z.string().optional(),
  /** What is on record of that which a hold requires before contact resumes, such as `dispute_reply_sent`. */
  evidence: z.array(z.string()).readonly().optional(),
});
export type CaseState = z.infer<typeof CaseState>;

/** One earlier attempt, or another that is planned. The attempt that is judged is never among them. */
export const CaseAttempt = z.strictObject({
  at: Instant,
  channel: Channel,
  outcome: z.union([Outcome, PendingOutcome]),
  direction: Direction,
  purpose: Purpose,
  /** The debts it was about, several for one message about several accounts. None: it counts for each. */
  debts: z.array(CaseDebt.pick({ debtId: true, accountId: true, creditorId: true })).readonly(),
  addressId: z.string().optional(),
  /** What is true of it so that some caps leave it out. */
  marks: z.array(Exclusion).readonly().optional(),
});
export type CaseAttempt = z.infer<typeof CaseAttempt>;

/** A legally required notice that was sent. */
export const CaseNotice = z.strictObject({
  noticeId: z.string(),
  debtId: z.string().optional(),
  sent: Day.optional(),
  delivered: Day.optional(),
  served: Day.optional(),
});
export type CaseNotice = z.infer<typeof CaseNotice>;

/** The debtor's recorded yes to a channel. Only one for `marketing` covers marketing. */
export const CaseConsent = z.strictObject({
  channel: Channel.optional(),
  addressId: z.string().optional(),
  purpose: Purpose.optional(),
  /** The one rule that it was given for. */
  rule: RuleId.optional(),
});
export type CaseConsent = z.infer<typeof CaseConsent>;

/**
 * All that the gate knows of one attempt: ids and numbers only, so that it can be recorded and judged again.
 * It has a channel (a contact), a step (a legal step that reaches nobody), or both.
 */
export const ContactCase = z
  .strictObject({
    /** The IANA zones that the debtor may be in. None: unknown. More than one: they conflict. */
    zones: z.array(z.string()).readonly(),
    /** Where they were learnt from: a pack that does not list it counts them as unknown. Absent: they are taken as given. */
    zoneSource: ZoneSource.optional(),
    actor: Actor,
    /** ISO 3166-2, perhaps with a city: `US-NY-NYC`. */
    subdivision: z.string().optional(),
    channel: Channel.optional(),
    addressId: z.string().optional(),
    purpose: Purpose,
    step: z.string().optional(),
    debts: z.array(CaseDebt).min(1).readonly(),
    states: z.array(CaseState).readonly(),
    history: z.array(CaseAttempt).readonly(),
    notices: z.array(CaseNotice).readonly(),
    /** The consents on record. Absent: nobody knows, so that consent rules warn instead of refusing. */
    consents: z.array(CaseConsent).readonly().optional(),
    /**
     * Which rules count; both where absent. Without `recommended` even the debtor's wishes that law does not
     * protect are left out: it answers "what does the law say". To switch one rule off see `compilePack`.
     */
    profiles: z.array(Profile).readonly().optional(),
    /** The day at which effective dates are read instead of the instant: to simulate over the past. */
    lawAsOf: LocalDate.optional(),
  })
  .refine(({ channel, step }) => channel !== undefined || step !== undefined, {
    error: "Needs a channel or a step",
  });
export type ContactCase = z.infer<typeof ContactCase>;
