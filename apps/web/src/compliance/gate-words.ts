import type { Actor, CaseAttempt, Channel, Purpose, ZoneSource } from "@fairflow/compliance";

/** The words of the gate as a collections team says them. */
export const channelNames: Readonly<Record<Channel, string>> = {
  call: "Call",
  prerecorded_call: "Prerecorded call",
  voicemail: "Voicemail",
  sms: "SMS",
  whatsapp: "WhatsApp",
  email: "E-mail",
  letter: "Letter",
  visit: "Visit",
  workplace_call: "Call at work",
  social_dm: "Social media message",
  portal: "Portal",
};

export const purposeNames: Readonly<Record<Purpose, string>> = {
  collection: "Collection",
  statutory_notice: "Notice that the law requires",
  reply_to_consumer: "Reply to the debtor",
  service: "Service",
  marketing: "Marketing",
  cease_final_notice: "Last notice after a request to stop",
  validation_notice: "Validation notice",
  verification: "Verification of the debt",
};

export const actorNames: Readonly<Record<Actor, string>> = {
  first_party: "The creditor itself",
  third_party: "A debt collector",
  debt_buyer: "A debt buyer",
  attorney: "An attorney",
};

export const outcomeNames: Readonly<Record<CaseAttempt["outcome"], string>> = {
  conversation: "Spoke with them",
  no_answer: "No answer",
  voicemail_left: "Voicemail left",
  voicemail_no_message: "Voicemail, no message left",
  ringless_voicemail: "Ringless voicemail",
  dropped: "Call dropped",
  busy_or_not_in_service: "Busy or not in service",
  delivered: "Delivered",
  sent: "Sent",
  failed: "Failed",
  planned: "Planned",
  in_doubt: "Not known whether it left",
};

export const directionNames: Readonly<Record<CaseAttempt["direction"], string>> = {
  outbound: "From us",
  inbound: "From them",
};

export const zoneSourceNames: Readonly<Record<ZoneSource, string>> = {
  consumer_stated: "They said so",
  postal_code: "Postal code",
  street_address: "Street address",
  subdivision: "State or province",
  phone_landline_prefix: "Landline prefix",
  phone_mobile_prefix: "Mobile prefix",
  country_default: "The country",
};

/** A channel of the contract, which names it as text. */
export function channelName(channel: string): string {
  return nameIn(channelNames, channel);
}

export function purposeName(purpose: string): string {
  return nameIn(purposeNames, purpose);
}

/** `debt_review` and `debtReview` become `Debt review`; for words that the packs are free to choose. */
export function plainName(word: string): string {
  const words = word
    .replaceAll(/[_.-]+/g, " ")
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) =>
      [before, after.toLowerCase()].join(" "),
    )
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function nameIn(names: Readonly<Record<string, string>>, word: string): string {
  return names[word] ?? plainName(word);
}
