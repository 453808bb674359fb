import { LocalDate, Weekday } from "@fairflow/calendar";
import { z } from "zod";
import { Actor, Channel, Exclusion, Outcome, Profile, Purpose } from "./vocabulary.ts";

export const RuleId = z.string().regex(/^[a-z0-9.\-_]+$/);
export type RuleId = z.infer<typeof RuleId>;

const texts = z.array(z.string());

/** In force from a day, and until another, which is excluded. */
export const Effective = z.strictObject({ from: LocalDate, to: LocalDate.nullish() });

/**
 * A period as laws count it. `dayOneIs: event_date` makes the event's own date day 1; otherwise the day after
 * it is. `opens` says whether what follows may happen on the last day that is counted or only after it.
 */
export const Duration = z.strictObject({
  value: z.int().nonnegative(),
  unit: z.enum(["minute", "hour", "calendar_day", "business_day", "month", "year"]),
  dayOneIs: z.enum(["event_date", "day_after"]).optional(),
  opens: z.enum(["on_last_day", "day_after_last_day"]).optional(),
});
export type Duration = z.infer<typeof Duration>;

const AppliesTo = z.strictObject({
  actors: z.array(Actor).optional(),
  debtTypes: texts.optional(),
  channels: z.array(Channel).optional(),
  purposes: z.array(Purpose).optional(),
  subdivisions: texts.optional(),
  /** Law does not bind these actors; the pack applies the rule to them as a recommendation. */
  recommendedForActors: z.array(Actor).optional(),
});

const base = {
  id: RuleId,
  title: z.string(),
  severity: z.enum(["block", "warn", "info"]),
  authority: z.enum(["statute", "regulation", "code", "guidance", "industry", "policy"]),
  profile: Profile,
  override: z.enum([
    "never",
    "consumer_request",
    "consumer_consent",
    "court_order",
    "admin_with_reason",
  ]),
  basis: texts.min(1),
  effective: Effective.optional(),
  appliesTo: AppliesTo.optional(),
  contested: z.string().optional(),
  notes: z.string().optional(),
};

const minuteOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Hours of a day, `[start, end)`. */
const Interval = z
  .tuple([minuteOfDay, minuteOfDay])
  .refine(([start, end]) => start < end, { error: "Must end after it begins" });
const Intervals = z.array(Interval);

export const ContactWindow = z.strictObject({
  ...base,
  week: z.strictObject({
    mon: Intervals,
    tue: Intervals,
    wed: Intervals,
    thu: Intervals,
    fri: Intervals,
    sat: Intervals,
    sun: Intervals,
  }),
  holiday: z.union([z.enum(["closed", "as_weekday", "as_sunday"]), Intervals]),
  measure: z.enum(["send_time", "delivery_time"]),
  /** How long before the end of an interval the last message may leave, so that it arrives inside. */
  marginMinutes: z.int().nonnegative().optional(),
});
export type ContactWindow = z.infer<typeof ContactWindow>;

const CountedDirection = z.enum(["outbound", "inbound", "both"]);

export const FrequencyCap = z.strictObject({
  ...base,
  count: z.strictObject({
    channels: z.array(Channel),
    outcomes: z.array(Outcome),
    direction: CountedDirection,
    exclude: z.array(Exclusion).optional(),
  }),
  limit: z.int().nonnegative(),
  window: z.strictObject({
    kind: z.enum(["rolling_calendar_days", "rolling_hours", "calendar_week", "calendar_month"]),
    length: z.int().positive(),
    weekStart: Weekday.optional(),
  }),
  scope: z.enum(["debt", "account", "consumer", "consumer_per_creditor", "phone_number"]),
  effectOnExceed: z.enum(["block", "warn", "allow_no_fee"]).optional(),
});
export type FrequencyCap = z.infer<typeof FrequencyCap>;

export const CoolDown = z.strictObject({
  ...base,
  trigger: z.strictObject({
    outcomes: z.array(Outcome),
    channels: z.array(Channel),
    direction: CountedDirection,
  }),
  duration: Duration,
  scope: z.enum(["debt", "account", "consumer", "phone_number"]),
  exclude: z.array(Exclusion).optional(),
});
export type CoolDown = z.infer<typeof CoolDown>;

/** While its state is active, every purpose that it does not allow is refused. */
export const Hold = z.strictObject({
  ...base,
  state: z.union([z.string(), texts.min(1)]),
  scope: z.enum(["debt", "consumer", "channel"]),
  allowsPurposes: z.array(Purpose),
  blocksSteps: texts.optional(),
  redirectTo: z
    .enum([
      "none",
      "representative",
      "executor",
      "trustee",
      "debt_adviser",
      "debt_counsellor",
      "parent_or_guardian",
      "human_queue",
    ])
    .optional(),
  end: z.strictObject({
    kind: z.enum(["event", "duration", "duration_or_event"]),
    events: texts.optional(),
    duration: Duration.optional(),
  }),
  /** Notices or evidence that must exist before contact resumes. */
  resumeRequires: texts.optional(),
  freezesInterestAndFees: z.boolean().optional(),
});
export type Hold = z.infer<typeof Hold>;

export const ConsentRule = z.strictObject({
  ...base,
  requires: z.string(),
  evidence: texts.optional(),
});
export type ConsentRule = z.infer<typeof ConsentRule>;

export const OptOut = z.strictObject({
  ...base,
  keywords: texts,
  match: z.enum(["exact_normalised", "exact_or_intent"]),
  scope: z.enum(["number_or_address", "channel", "all_electronic", "all_automated", "all"]),
  honourWithin: Duration,
  confirmation: z
    .strictObject({
      allowed: z.boolean().optional(),
      required: z.boolean().optional(),
      withinMinutes: z.int().optional(),
      marketingAllowed: z.boolean().optional(),
    })
    .optional(),
  instructionRequiredInEveryMessage: z.boolean().optional(),
  sampleText: z.string().optional(),
  mustBeFree: z.boolean().optional(),
});
export type OptOut = z.infer<typeof OptOut>;

export const NoticeRule = z.strictObject({
  ...base,
  noticeId: z.string(),
  dueWithin: z
    .strictObject({ duration: Duration.optional(), after: z.string().optional() })
    .optional(),
  beforeFirst: z.string().optional(),
  deliveryChannels: z.array(Channel),
  proofRequired: texts.optional(),
  contains: texts,
  assumedReceipt: Duration.optional(),
  responsePeriod: Duration.optional(),
});
export type NoticeRule = z.infer<typeof NoticeRule>;

export const StepGate = z.strictObject({
  ...base,
  step: z.string(),
  requires: z.array(
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("notice_elapsed"),
        noticeId: z.string(),
        countFrom: z.enum(["sent", "delivered", "assumed_receipt", "served"]).optional(),
        duration: Duration,
      }),
      z.strictObject({ kind: z.literal("in_default_for"), duration: Duration }),
      z.strictObject({ kind: z.enum(["state_absent", "state_present"]), state: z.string() }),
    ]),
  ),
});
export type StepGate = z.infer<typeof StepGate>;

export const ContentRule = z.strictObject({
  ...base,
  mustInclude: texts.optional(),
  mustNotInclude: texts.optional(),
  allowedOnly: texts.optional(),
});

export const TimeBar = z.strictObject({
  ...base,
  period: Duration,
  runsFrom: z.string().optional(),
  interruptedBy: texts.optional(),
  effect: z.enum(["debt_extinguished", "no_suit", "no_suit_after_denial", "block_collection"]),
});
export type TimeBar = z.infer<typeof TimeBar>;

export const Retention = z.strictObject({
  ...base,
  what: texts,
  min: Duration.optional(),
  from: z.string().optional(),
  maxPrinciple: z.string().optional(),
});
export type Retention = z.infer<typeof Retention>;

/** How soon a debtor is answered who disputes, asks or complains, and who else may be asked after that. */
export const AnswerRule = z.strictObject({
  ...base,
  to: z.enum(["dispute", "query", "complaint"]),
  acknowledgeWithin: Duration.optional(),
  answerWithin: Duration,
  refersTo: texts.optional(),
});
export type AnswerRule = z.infer<typeof AnswerRule>;

export const Security = z.strictObject({
  ...base,
  controls: texts,
  breachNotify: z.string().optional(),
});

export const Fee = z.strictObject({
  ...base,
  items: z.array(z.record(z.string(), z.unknown())),
  totalCap: z.string().optional(),
});
