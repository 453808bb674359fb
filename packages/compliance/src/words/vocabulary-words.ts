import type { Actor, Channel, Exclusion, Outcome, Profile, Purpose } from "../vocabulary.ts";

/** One and many of what a channel carries. */
export const CHANNEL_WORDS = {
  call: ["call", "calls"],
  prerecorded_call: ["prerecorded call", "prerecorded calls"],
  voicemail: ["voicemail", "voicemails"],
  sms: ["SMS", "SMS"],
  whatsapp: ["WhatsApp message", "WhatsApp messages"],
  email: ["email", "emails"],
  letter: ["letter", "letters"],
  visit: ["visit", "visits"],
  workplace_call: ["call at work", "calls at work"],
  social_dm: ["private message on social media", "private messages on social media"],
  portal: ["portal message", "portal messages"],
} as const satisfies Record<Channel, readonly [string, string]>;

export const PURPOSE_WORDS = {
  collection: "demands for payment",
  statutory_notice: "notices that the law requires",
  reply_to_consumer: "answers to the debtor",
  service: "service messages",
  marketing: "marketing",
  cease_final_notice: "the final notice after a request to stop",
  validation_notice: "validation notices",
  verification: "verification of the debt",
} as const satisfies Record<Purpose, string>;

export const ACTOR_WORDS = {
  first_party: "creditors who collect their own debts",
  third_party: "collection agencies",
  debt_buyer: "debt buyers",
  attorney: "attorneys",
} as const satisfies Record<Actor, string>;

export const OUTCOME_WORDS = {
  conversation: "conversations",
  no_answer: "unanswered calls",
  voicemail_left: "voicemails left",
  voicemail_no_message: "calls to a voicemail without a message",
  ringless_voicemail: "voicemails left without ringing",
  dropped: "dropped calls",
  busy_or_not_in_service: "calls to a busy or dead number",
  delivered: "delivered messages",
  sent: "sent messages",
  failed: "messages that failed",
} as const satisfies Record<Outcome, string>;

export const EXCLUSION_WORDS = {
  consumer_prior_consent_7d: "what the debtor agreed to in the 7 days before",
  to_attorney: "what went to the debtor's attorney",
  to_creditor: "what went to the creditor",
  to_cra: "what went to a credit bureau",
  misdirected: "what reached somebody else",
  statutory_notice: "notices that the law requires",
  consumer_requested: "what the debtor asked for",
  location_only: "enquiries about where the debtor is",
} as const satisfies Record<Exclusion, string>;

export const PROFILE_WORDS = {
  statutory: "Required: always on",
  recommended: "Recommended: on unless it is switched off",
} as const satisfies Record<Profile, string>;

export const AUTHORITY_WORDS = {
  statute: "an act",
  regulation: "a regulation",
  code: "a code of conduct",
  guidance: "a regulator's guidance",
  industry: "an industry rule",
  policy: "a policy of this product, not law",
} as const;

export const SEVERITY_WORDS = {
  block: "keeps contact back",
  warn: "warns and never keeps anything back",
  info: "is for information",
} as const;

/** How sure a source is. */
export const CONFIDENCE_WORDS = {
  A: "the official text was seen",
  B: "a secondary page states it",
  C: "weak, or a policy of this product",
  G: "from general knowledge: verify it before anybody relies on it",
} as const;
