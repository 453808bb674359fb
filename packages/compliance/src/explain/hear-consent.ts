import type { BoundRule } from "../bound-rule.ts";
import { consentAllows } from "../consent.ts";
import type { Question } from "../question.ts";
import type { ConsentRule } from "../rule.ts";
import { paragraph } from "../words/list-words.ts";
import type { Testimony } from "./spoken-rule.ts";

/** Whether a consent on record covers the attempt. */
export function hearConsent(bound: BoundRule<ConsentRule>, question: Question): Testimony {
  const wasLookedUp = question.contactCase.consents !== undefined;
  const allowedAt = consentAllows(bound, question);
  const isCovered = allowedAt === question.at;
  return {
    allowedAt,
    facts: [{ kind: "consent", wasLookedUp, isCovered }],
    sentence: paragraph([sentenceOf(wasLookedUp, isCovered)]),
  };
}

function sentenceOf(wasLookedUp: boolean, isCovered: boolean): string {
  if (!wasLookedUp) return "It wants the debtor's consent, and nobody knows whether there is one";
  return isCovered
    ? "The debtor's consent is on record"
    : "It wants the debtor's consent, and none on record covers this";
}
