import type { Zone } from "@fairflow/calendar";
import type { ContactCase } from "../contact-case.ts";
import type { Refusal, Verdict } from "../verdict.ts";
import { momentWords, zoneWords } from "./date-words.ts";
import { counted, paragraph, sentenceCase } from "./list-words.ts";
import { termWords } from "./term-words.ts";
import { CHANNEL_WORDS } from "./vocabulary-words.ts";

/** Why something is forbidden, where no rule says so. */
const REFUSAL_WORDS = {
  rules: "the rules refuse it until something happens",
  "no-opening": "the rules together never leave it an hour",
  "no-pack": "there is no rule pack for this place",
  "pack-not-in-force": "the rule pack is not in force on that day",
  "dates-not-covered": "the tables of holidays and time zones do not reach that day",
  "zone-unknown": "nobody knows the debtor's local time",
  "zones-conflict": "the debtor's local time is not known for sure",
  "tzdata-too-old": "the table of time zones is older than the rule pack demands",
  "state-unknown": "the case has a state that no rule pack knows",
  "case-unreadable": "the case could not be judged",
} as const satisfies Record<Refusal, string>;

/** Why something is forbidden where no rule says so, as a sentence without its point; undefined for what is no such reason. */
export function refusalSentence(reason: string): string | undefined {
  return isRefusal(reason) ? sentenceCase(REFUSAL_WORDS[reason]) : undefined;
}

/** The same inside a sentence. */
export function refusalWords(reason: Refusal): string {
  return REFUSAL_WORDS[reason];
}

function isRefusal(text: string): text is Refusal {
  return Object.hasOwn(REFUSAL_WORDS, text);
}

/** The verdict as a sentence, in the debtor's local time. */
export function verdictWords(
  verdict: Verdict,
  contactCase: Pick<ContactCase, "channel" | "step">,
  zone: Zone | undefined,
): string {
  const what = attemptWords(contactCase);
  const remarks = [
    verdict.warnings.length > 0
      ? `There ${verdict.warnings.length === 1 ? "is" : "are"} ${counted(verdict.warnings.length, ["warning", "warnings"])}`
      : undefined,
    verdict.withoutFee.length > 0 ? "No fee may be charged for it" : undefined,
  ];
  switch (verdict.kind) {
    case "allowed":
      return paragraph([`${what} is allowed now`, ...remarks]);
    case "deferred":
      return paragraph([
        `${what} has to wait until ${untilWords(verdict.until, zone)}`,
        ...remarks,
      ]);
    case "forbidden":
      return paragraph([`${what} is not allowed: ${REFUSAL_WORDS[verdict.reason]}`, ...remarks]);
  }
}

/** `Wednesday 25 November 2026 at 08:00 (Johannesburg)`. */
export function untilWords(until: Date, zone: Zone | undefined): string {
  if (zone === undefined) return "later";
  return `${momentWords(zone, until)} (${zoneWords(zone.name)})`;
}

/** `The SMS`, `Starting legal proceedings`. */
function attemptWords({ channel, step }: Pick<ContactCase, "channel" | "step">): string {
  const words = channel === undefined ? undefined : CHANNEL_WORDS[channel];
  if (step !== undefined) return sentenceCase(termWords(step));
  return words === undefined ? "This" : `The ${words[0]}`;
}
