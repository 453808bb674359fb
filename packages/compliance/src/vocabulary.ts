import { z } from "zod";

/** By what an attempt reaches a person. */
export const CHANNELS = [
  "call",
  "prerecorded_call",
  "voicemail",
  "sms",
  "whatsapp",
  "email",
  "letter",
  "visit",
  "workplace_call",
  "social_dm",
  "portal",
] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** Why it is made. Receipts, one-time codes and answers to a debtor's question are `reply_to_consumer`. */
export const PURPOSES = [
  "collection",
  "statutory_notice",
  "reply_to_consumer",
  "service",
  "marketing",
  "cease_final_notice",
  "validation_notice",
  "verification",
] as const;
export const Purpose = z.enum(PURPOSES);
export type Purpose = z.infer<typeof Purpose>;

/** Who collects; which rules bind depends on it more than on the country. */
export const ACTORS = ["first_party", "third_party", "debt_buyer", "attorney"] as const;
export const Actor = z.enum(ACTORS);
export type Actor = z.infer<typeof Actor>;

/** What came of an attempt, in the words of the packs. */
export const Outcome = z.enum([
  "conversation",
  "no_answer",
  "voicemail_left",
  "voicemail_no_message",
  "ringless_voicemail",
  "dropped",
  "busy_or_not_in_service",
  "delivered",
  "sent",
  "failed",
]);
export type Outcome = z.infer<typeof Outcome>;

/** An attempt that has no outcome yet: not sent, or sent perhaps. It holds its slot under every cap. */
export const PendingOutcome = z.enum(["planned", "in_doubt"]);

export const DIRECTIONS = ["outbound", "inbound"] as const;
export const Direction = z.enum(DIRECTIONS);
export type Direction = z.infer<typeof Direction>;

export const Profile = z.enum(["statutory", "recommended"]);
export type Profile = z.infer<typeof Profile>;

/** What a rule is about; the keys of a pack's rules. */
export const RuleKind = z.enum([
  "contactWindows",
  "frequencyCaps",
  "coolDowns",
  "holds",
  "consent",
  "optOuts",
  "notices",
  "stepGates",
  "content",
  "timeBars",
  "answers",
  "retention",
  "security",
  "fees",
]);
export type RuleKind = z.infer<typeof RuleKind>;

/** What can be true of an earlier attempt so that a cap or a cool-down leaves it out. */
export const Exclusion = z.enum([
  "consumer_prior_consent_7d",
  "to_attorney",
  "to_creditor",
  "to_cra",
  "misdirected",
  "statutory_notice",
  "consumer_requested",
  "location_only",
]);
export type Exclusion = z.infer<typeof Exclusion>;

/** Where a debtor's zone was learnt from, the most trusted first. */
export const ZONE_SOURCES = [
  "consumer_stated",
  "postal_code",
  "street_address",
  "subdivision",
  "phone_landline_prefix",
  "phone_mobile_prefix",
  "country_default",
] as const;
export const ZoneSource = z.enum(ZONE_SOURCES);
export type ZoneSource = z.infer<typeof ZoneSource>;

/** The states that every pack may speak of. A pack's own rules may name more. */
export const COMMON_STATES: readonly string[] = [
  "dispute_open",
  "dispute_written",
  "moratorium_standard",
  "moratorium_crisis",
  "debt_review",
  "represented",
  "deceased",
  "insolvent",
  "under_administration",
  "business_rescue",
  "liquidation",
  "minor",
  "vulnerable",
  "cease_all",
  "refused_to_pay",
  "opted_out",
  "paid",
  "claims_paid",
  "arrangement_active",
  "time_barred",
  "scheme_claim_pending",
  "workplace_prohibited",
  "adviser_plan_in_progress",
];
