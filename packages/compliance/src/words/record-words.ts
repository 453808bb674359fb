import type { z } from "zod";
import type { AnswerRule, Fee, Retention, Security, TimeBar } from "../rule.ts";
import { lengthWords } from "./duration-words.ts";
import { allOf, anyOf, paragraph } from "./list-words.ts";
import { termWords } from "./term-words.ts";

const EFFECTS = {
  debt_extinguished: "the debt is gone: demands and legal steps are refused",
  no_suit: "legal steps are refused; demands are not",
  no_suit_after_denial: "legal steps are refused; demands are not",
  block_collection: "demands and legal steps are refused",
} as const satisfies Record<z.infer<typeof TimeBar>["effect"], string>;

/** When a debt is too old, and what follows. */
export function timeBarSentence(rule: z.infer<typeof TimeBar>): string {
  const { period, runsFrom, interruptedBy = [], effect } = rule;
  if (runsFrom === undefined || runsFrom === "state_rule") {
    return paragraph([
      `After the time that the law of the state gives, ${EFFECTS[effect]}`,
      "The pack does not know that time: the product goes by what is recorded on the debt, and computes nothing",
    ]);
  }
  return paragraph([
    `${lengthWords(period)} after ${termWords(runsFrom)}, ${EFFECTS[effect]}`,
    interruptedBy.length > 0
      ? `The time begins anew with ${anyOf(interruptedBy.map(termWords))}`
      : undefined,
    "Computed where the dates are known; where they are not, only what is recorded on the debt counts",
  ]);
}

const ANSWERED = {
  dispute: "A dispute",
  query: "A question",
  complaint: "A complaint",
} as const satisfies Record<AnswerRule["to"], string>;

/** By when somebody is answered, and where they may go after that. */
export function answerSentence(rule: AnswerRule): string {
  const { to, acknowledgeWithin, answerWithin, refersTo = [] } = rule;
  return paragraph([
    `${ANSWERED[to]} is answered within ${lengthWords(answerWithin)}`,
    acknowledgeWithin === undefined
      ? undefined
      : `That it came is said within ${lengthWords(acknowledgeWithin)}`,
    refersTo.length === 0 ? undefined : `Who is not content may go to ${anyOf(refersTo)}`,
    "The desk counts its days by this and reminds whoever works on it",
  ]);
}

export function retentionSentence(rule: Retention): string {
  const { what, min, from, maxPrinciple } = rule;
  return paragraph([
    `Keep ${allOf(what.map(termWords))}${min === undefined ? "" : ` for at least ${lengthWords(min)}`}${from === undefined ? "" : `, from ${termWords(from)}`}`,
    maxPrinciple === undefined ? undefined : `Not for ever: ${maxPrinciple}`,
    min === undefined
      ? "For information: nothing is decided by it"
      : "Until then nobody can have a debtor's data erased; the gate decides nothing by it",
  ]);
}

export function securitySentence(rule: z.infer<typeof Security>): string {
  return paragraph([
    `Asks for: ${rule.controls.map(termWords).join(", ")}`,
    rule.breachNotify === undefined ? undefined : `After a breach: ${rule.breachNotify}`,
    "For information: the gate decides nothing by it",
  ]);
}

export function feeSentence(rule: z.infer<typeof Fee>): string {
  return paragraph([
    `What may be charged: ${rule.items.map(feeItemWords).join("; ")}`,
    rule.totalCap === undefined ? undefined : `In all: ${rule.totalCap}`,
    "The product charges nothing; it compares the creditor's figures with this",
  ]);
}

const FEE_PARTS: Readonly<Record<string, (value: string) => string>> = {
  item: (value) => value,
  zar: (value) => `R${value}`,
  percent: (value) => `${value} %`,
  maxZar: (value) => `at most R${value}`,
  maxPerMonth: (value) => `at most ${value} a month`,
  maxOf: (value) => `at most ${termWords(value)}`,
};

function feeItemWords(item: Readonly<Record<string, unknown>>): string {
  return Object.entries(item)
    .map(([key, value]) => {
      const part = Object.hasOwn(FEE_PARTS, key) ? FEE_PARTS[key] : undefined;
      return part === undefined ? `${termWords(key)} ${String(value)}` : part(String(value));
    })
    .join(", ");
}
