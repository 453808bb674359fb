import type { TimelineEntry } from "@fairflow/contract";
import { refusalSentence, RuleId, ruleOf, type RulePack } from "@fairflow/compliance";
import { packs } from "@fairflow/compliance/packs";

type RuleWords = TimelineEntry["rules"][number];

const ALL_PACKS: readonly RulePack[] = [...packs.values()];

/** Why the product itself keeps a message back. */
const OWN_REASONS: Readonly<Record<string, string>> = {
  "engine.other-portfolio": "It is said in a message of its own, under the terms of its portfolio",
  "engine.attempt-under-way": "What became of the earlier message is not known yet",
  "engine.gives-way-to-notice": "It gave way to a notice that the law requires",
  "address-unverified":
    "A tracer gave this address and nobody has confirmed it: only a text without amount and creditor may go there",
  "engine.opted-out": "The debtor opted out before it left",
  "engine.gone-away": "Nobody of the name can be reached at that address",
  "engine.never-arrived": "The earlier message never reached the provider",
};

export function ownReason(id: string): string | undefined {
  return Object.hasOwn(OWN_REASONS, id) ? OWN_REASONS[id] : undefined;
}

/** What a rule says and where that stands. One that is in no pack any more keeps its id. */
export function ruleWords(id: string): RuleWords {
  return wordsOf(ALL_PACKS, id);
}

/** The same, with the rules that the installation has made for itself. */
export function ruleWordsBeside(house: readonly RulePack[]): (id: string) => RuleWords {
  const known = [...ALL_PACKS, ...house];
  return (id) => wordsOf(known, id);
}

function wordsOf(known: readonly RulePack[], id: string): RuleWords {
  const parsed = RuleId.safeParse(id);
  const rule = parsed.success ? ruleOf(known, parsed.data) : undefined;
  if (rule === undefined) return { id, words: ownReason(id) ?? id, source: null };
  return { id, words: rule.title, source: rule.sources[0]?.cite ?? null };
}

/** Why the gate forbids where no rule says so, in words; null where rules say it. */
export function refusalWords(reason: string | null): string | null {
  if (reason === null || reason === "rules") return null;
  return refusalSentence(reason) ?? "The case could not be judged, so nothing was sent";
}
