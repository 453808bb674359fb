import type { z } from "zod";
import type { ConsentRule, ContentRule, OptOut } from "../rule.ts";
import { channelsWords, forPurposes } from "./applies-words.ts";
import { lengthWords } from "./duration-words.ts";
import { allOf, anyOf, paragraph, sentenceCase } from "./list-words.ts";
import { termWords } from "./term-words.ts";

/** What consent the gate wants to see. */
export function consentSentence(rule: ConsentRule): string {
  const { appliesTo, requires, evidence = [] } = rule;
  return paragraph([
    `${sentenceCase(channelsWords(appliesTo?.channels))}${forPurposes(appliesTo)} ${rule.severity === "block" ? "are refused" : "carry a warning"} unless the debtor's consent is on record`,
    rule.severity === "block" && !isMarketingAlone(appliesTo)
      ? "While nobody knows whether the debtor consented it is a warning, but for marketing and calls with a recorded voice"
      : undefined,
    `What counts: ${requires}`,
    evidence.length > 0 ? `Evidence to keep: ${allOf(evidence.map(termWords))}` : undefined,
  ]);
}

/** The engine always says what is on record of these, be it nothing. */
function isMarketingAlone(appliesTo: ConsentRule["appliesTo"]): boolean {
  const { purposes = [] } = appliesTo ?? {};
  return purposes.length > 0 && purposes.every((purpose) => purpose === "marketing");
}

const REACHES = {
  number_or_address: "that number or address",
  channel: "that channel",
  all_electronic: "all electronic channels",
  all_automated: "all electronic channels and prerecorded calls",
  all: "every channel",
} as const satisfies Record<OptOut["scope"], string>;

/** Which replies opt a debtor out, and how far. */
export function optOutSentence(rule: OptOut): string {
  const { keywords, match, honourWithin, confirmation, sampleText } = rule;
  const means = match === "exact_or_intent" ? ", or words that mean the same," : "";
  return paragraph([
    `A reply of ${anyOf(keywords)}${means} closes ${REACHES[rule.scope]} to us ${honourWithin.value === 0 ? "at once" : `within ${lengthWords(honourWithin)}`}`,
    confirmationWords(confirmation),
    rule.instructionRequiredInEveryMessage
      ? `Every message says how to opt out${sampleText === undefined ? "" : `, such as “${sampleText}”`}`
      : undefined,
    rule.mustBeFree ? "Opting out costs the debtor nothing" : undefined,
  ]);
}

/** What a text must and must not say. The gate judges attempts, not texts. */
export function contentSentence(rule: z.infer<typeof ContentRule>): string {
  const { mustInclude = [], mustNotInclude = [], allowedOnly = [] } = rule;
  const what = channelsWords(rule.appliesTo?.channels);
  return paragraph([
    "For whoever writes templates; the gate does not read texts",
    mustInclude.length > 0 ? `Say in ${what}: ${mustInclude.map(termWords).join("; ")}` : undefined,
    allowedOnly.length > 0
      ? `Say nothing else in ${what} than: ${allowedOnly.map(termWords).join("; ")}`
      : undefined,
    mustNotInclude.length > 0
      ? `Never say in ${what}: ${mustNotInclude.map(termWords).join("; ")}`
      : undefined,
  ]);
}

function confirmationWords(confirmation: OptOut["confirmation"]): string | undefined {
  if (confirmation === undefined) return undefined;
  const { allowed, required, withinMinutes, marketingAllowed } = confirmation;
  if (!required && !allowed) return "No confirmation may be sent";
  return [
    `One confirmation ${required ? "must" : "may"} be sent`,
    withinMinutes === undefined ? "" : ` within ${withinMinutes} minutes`,
    marketingAllowed === false ? ", without marketing" : "",
  ].join("");
}
