import { addDays } from "@fairflow/calendar";
import { mayBeSwitchedOff } from "../compile-pack.ts";
import { rulesOf, type RuleDescription } from "../rule-of.ts";
import type { RulePack } from "../rule-pack.ts";
import type { RuleId } from "../rule.ts";
import { appliesWords } from "./applies-words.ts";
import { capSentence, coolDownSentence } from "./count-words.ts";
import { longDate } from "./date-words.ts";
import { holdSentence } from "./hold-words.ts";
import { consentSentence, contentSentence, optOutSentence } from "./message-words.ts";
import {
  answerSentence,
  feeSentence,
  retentionSentence,
  securitySentence,
  timeBarSentence,
} from "./record-words.ts";
import { noticeSentence, stepGateSentence } from "./step-words.ts";
import { windowSentence } from "./window-words.ts";
import {
  AUTHORITY_WORDS,
  CONFIDENCE_WORDS,
  PROFILE_WORDS,
  SEVERITY_WORDS,
} from "./vocabulary-words.ts";

export const KIND_WORDS = {
  contactWindows: "Hours",
  frequencyCaps: "Caps",
  coolDowns: "Rests after a contact",
  holds: "Holds",
  consent: "Consent",
  optOuts: "Opting out",
  notices: "Notices",
  stepGates: "Legal steps",
  content: "What messages say",
  timeBars: "Old debts",
  answers: "Answering debtors",
  retention: "Keeping records",
  security: "Security",
  fees: "Fees",
} as const satisfies Record<RuleDescription["kind"], string>;

/** A rule as a collections manager reads it. No field holds a code. */
export interface RuleInWords {
  readonly packId: string;
  readonly packVersion: string;
  readonly ruleId: RuleId;
  readonly kind: RuleDescription["kind"];
  readonly kindWords: string;
  readonly title: string;
  /** What the product does, from the rule's own figures. */
  readonly sentence: string;
  /** Whom, where and what it binds. */
  readonly applies: string;
  readonly severity: string;
  readonly authority: string;
  readonly profile: string;
  /** Who can lift it. */
  readonly override: string;
  /** Whether an admin may switch it off with a reason. */
  readonly maySwitchOff: boolean;
  readonly dates: string;
  readonly confidence: RuleDescription["confidence"];
  readonly confidenceWords: string;
  readonly citations: readonly {
    readonly cite: string;
    readonly url: string | undefined;
    readonly confidence: RuleDescription["confidence"];
    readonly confidenceWords: string;
    readonly note: string | undefined;
  }[];
  readonly contested: string | undefined;
  readonly notes: string | undefined;
}

/** All rules of a pack in words, in the order of its kinds. */
export function rulesInWords(pack: RulePack): readonly RuleInWords[] {
  const sentences = sentencesOf(pack);
  return rulesOf(pack).map((description) =>
    inWords(description, sentences.get(description.rule.id) ?? ""),
  );
}

/** The rule of an id in words, in the first pack that has it. Takes compiled packs too: pass their `pack`. */
export function ruleInWords(packs: readonly RulePack[], id: RuleId): RuleInWords | undefined {
  for (const pack of packs) {
    const description = rulesOf(pack).find(({ rule }) => rule.id === id);
    if (description === undefined) continue;
    return inWords(description, sentencesOf(pack).get(id) ?? "");
  }
  return undefined;
}

function inWords(description: RuleDescription, sentence: string): RuleInWords {
  const { rule, packId, packVersion, kind, title, profile, confidence, sources } = description;
  return {
    packId,
    packVersion,
    ruleId: rule.id,
    kind,
    kindWords: KIND_WORDS[kind],
    title,
    sentence,
    applies: appliesWords(rule.appliesTo),
    severity: SEVERITY_WORDS[rule.severity],
    authority: AUTHORITY_WORDS[rule.authority],
    profile: PROFILE_WORDS[profile],
    override: overrideWords(description),
    maySwitchOff: mayBeSwitchedOff(rule),
    dates: datesWords(rule.effective),
    confidence,
    confidenceWords: CONFIDENCE_WORDS[confidence],
    citations: sources.map(({ cite, url, confidence: sureness, note }) => ({
      cite,
      url,
      confidence: sureness,
      confidenceWords: CONFIDENCE_WORDS[sureness],
      note,
    })),
    contested: rule.contested,
    notes: rule.notes,
  };
}

function overrideWords({ rule }: RuleDescription): string {
  switch (rule.override) {
    case "never":
      return "Nobody can lift it";
    case "consumer_request":
      return "Only a request of the debtor lifts it";
    case "consumer_consent":
      return "Only the debtor's consent lifts it";
    case "court_order":
      return "Only an order of a court lifts it";
    case "admin_with_reason":
      return mayBeSwitchedOff(rule)
        ? "An admin may switch it off, with a reason that is recorded"
        : "It cannot be switched off";
  }
}

/** `From 1 September 2026`; the last day is the one before a pack's `to`. */
export function datesWords(effective: RuleDescription["effective"]): string {
  if (effective === undefined) return "As long as the pack is in force";
  const from = `From ${longDate(effective.from)}`;
  return effective.to ? `${from} to ${longDate(addDays(effective.to, -1))}` : from;
}

function sentencesOf({ rules }: RulePack): ReadonlyMap<RuleId, string> {
  return new Map([
    ...told(rules.contactWindows, windowSentence),
    ...told(rules.frequencyCaps, capSentence),
    ...told(rules.coolDowns, coolDownSentence),
    ...told(rules.holds, holdSentence),
    ...told(rules.consent, consentSentence),
    ...told(rules.optOuts, optOutSentence),
    ...told(rules.notices, noticeSentence),
    ...told(rules.stepGates, stepGateSentence),
    ...told(rules.content, contentSentence),
    ...told(rules.timeBars, timeBarSentence),
    ...told(rules.answers, answerSentence),
    ...told(rules.retention, retentionSentence),
    ...told(rules.security, securitySentence),
    ...told(rules.fees, feeSentence),
  ]);
}

function told<Rule extends { readonly id: RuleId }>(
  rules: readonly Rule[] | undefined,
  sentence: (rule: Rule) => string,
): readonly (readonly [RuleId, string])[] {
  return (rules ?? []).map((rule) => [rule.id, sentence(rule)]);
}
