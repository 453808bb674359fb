import { coreMergeFields } from "@fairflow/template";
import { plainWords } from "../debtors/step-words.ts";

/** Our own reasons: nobody has to look them up. */
const OURS: Readonly<Record<string, string>> = {
  "no-address": "There is no address on file that it could go to",
  "address-invalid": "The address on file is none that a message reaches",
  "address-incomplete": "The postal address has too few lines",
  "address-too-long": "The postal address has too many lines for the envelope",
  "address-too-wide": "The postal address does not fit the window of the envelope",
  "amount-withheld": "It would have said an amount that the law keeps back",
  "cannot-be-printed": "The letter has characters that cannot be printed",
  "cannot-be-rendered": "The template could not be filled in for this person",
  "letter-too-long": "The letter is too long",
  "link-not-ours": "It would have led to a page that is not ours",
  "mail-too-large": "The mail is larger than the mail server takes",
  "reply-not-heard": "It asked to reply STOP, and its sender cannot receive replies",
  "subject-missing": "The mail has no subject",
  "subject-too-long": "The subject is too long",
  "unreadable-answer": "The provider's answer could not be read",
  expired: "It could not be delivered within the hours that allow it",
  filtered: "A carrier took it for unwanted",
  "queue-full": "The provider had too many messages waiting",
  unreachable: "The phone could not be reached",
};

/** Why the post brings a letter back. */
const POST: Readonly<Record<string, string>> = {
  gone_away: "It came back: nobody of the name lives there any more",
  unknown: "It came back: the person is not known there",
  incomplete_address: "It came back: the address is incomplete",
  refused: "It came back: it was not accepted at the door",
  unclaimed: "It came back: nobody collected it",
  deceased: "It came back: the person is said to have died",
};

/** twilio.com/docs/api/errors. */
const TWILIO: Readonly<Record<string, string>> = {
  "20003": "The provider did not let us in",
  "20429": "The provider was asked too often",
  "21211": "The provider knows no such number",
  "21408": "The provider's account may not send to that country",
  "21610": "The person has told this sender to stop",
  "21611": "The provider had too many messages waiting",
  "21612": "The provider cannot send from this sender to that number",
  "21614": "The number is no mobile number",
  "30001": "The provider had too many messages waiting",
  "30002": "The provider's account is suspended",
  "30003": "The phone was off or out of reach",
  "30004": "The phone takes no such messages",
  "30005": "Nobody has this number any more",
  "30006": "The number is a landline, or its carrier takes no SMS",
  "30007": "A carrier took it for unwanted",
  "30008": "The carrier gave no reason",
  "30034": "The sender is not registered with the carriers of that country",
  "30036": "It could not be delivered within the hours that allow it",
};

/** Enhanced status codes of mail, by their second and third parts (RFC 3463, and the registry of RFC 5248). */
const MAIL: readonly (readonly [RegExp, string])[] = [
  [/^1\.(?:0|1|3|6|10)$/u, "There is no such mailbox"],
  [/^(?:1\.2|4\.4)$/u, "There is no mail server for the address"],
  [/^1\.[78]$/u, "The mail server does not take our sender's address"],
  [/^2\.1$/u, "The mailbox is closed"],
  [/^2\.2$/u, "The mailbox is full"],
  [/^(?:2\.3|3\.4)$/u, "The mail is larger than the mail server takes"],
  [/^[67]\./u, "The mail server turned it away as unwanted"],
  [/^[345]\./u, "The mail server could not pass it on"],
];

/** `smtp-550-5.1.1`, `smtp-5.1.1` of a bounce, `sign-in-smtp-535`. */
const OF_MAIL = /^(?:[a-z-]+-)?smtp-(?:(\d{3})(?:-|$))?(?:[245]\.(\d{1,3}\.\d{1,3}))?$/u;

const NO_ANSWER = /^(?:timeout|no-connection|not-smtp|smtp-fault|tls)(?:-|$)/u;

/**
 * Why a message was not sent or did not arrive, as somebody reads it who serves the person; a provider's own code stands
 * behind it, for whoever asks the provider. What nobody has put into words yet is said as it is.
 */
export function failureWords(code: string, channel: string): string {
  const ours = wordsIn(OURS, code) ?? (channel === "letter" ? wordsIn(POST, code) : undefined);
  if (ours !== undefined) return ours;
  const missing = /^missing-(.+)$/u.exec(code)?.[1];
  if (missing !== undefined) return missingWords(missing);
  const twilio = wordsIn(TWILIO, code);
  if (twilio !== undefined) return `${twilio} (${code})`;
  const mail = OF_MAIL.exec(code);
  if (mail !== null) return `${mailWords(mail[2])} (${code.slice(code.indexOf("smtp-") + 5)})`;
  if (NO_ANSWER.test(code)) return `The mail server did not answer (${plainWords(code)})`;
  if (/^\d+$/u.test(code)) return `The provider refused it (${code})`;
  const status = /^http-(\d{3})$/u.exec(code)?.[1];
  return status === undefined ? plainWords(code) : `The provider answered ${status}`;
}

/** What would have had to be said and is not known. */
function missingWords(field: string): string {
  const label = coreMergeFields.find(({ id }) => id === field)?.label;
  return `Its text needs what is not known: ${label ?? field.replace(/^custom\./u, "")}`;
}

function mailWords(detail: string | undefined): string {
  const known = detail === undefined ? undefined : MAIL.find(([about]) => about.test(detail));
  return known?.[1] ?? "The mail server refused it";
}

function wordsIn(words: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
