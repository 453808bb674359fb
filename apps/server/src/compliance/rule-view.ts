import type { RuleView } from "@fairflow/contract";
import {
  refusalSentence,
  ruleInWords,
  RuleId,
  rulesInWords,
  type RuleInWords,
  type RulePack,
} from "@fairflow/compliance";

/** A rule as every screen names it. */
export function ruleView(rule: RuleInWords): RuleView {
  return {
    id: rule.ruleId,
    packId: rule.packId,
    packVersion: rule.packVersion,
    title: rule.title,
    words: rule.sentence,
    sources: rule.citations.map(({ cite, url, confidence, confidenceWords, note }) => ({
      cite,
      url: url ?? null,
      confidence,
      confidenceMeans: confidenceWords,
      note: note ?? null,
    })),
  };
}

/** The rules of these packs by id. */
export function ruleViews(packs: readonly RulePack[]): ReadonlyMap<string, RuleView> {
  // The first pack that has an id names it.
  const rules = packs.toReversed().flatMap((pack) => rulesInWords(pack));
  return new Map(rules.map((rule) => [rule.ruleId, ruleView(rule)]));
}

/** The rule of an id, or why the gate could not judge; what nobody knows any more keeps its id. */
export function viewOf(packs: readonly RulePack[], id: string): RuleView {
  const known = RuleId.safeParse(id);
  const rule = known.success ? ruleInWords(packs, known.data) : undefined;
  return rule === undefined ? unknownRule(id) : ruleView(rule);
}

export function unknownRule(id: string): RuleView {
  const words = refusalSentence(id) ?? id;
  return { id, packId: "", packVersion: "", title: words, words, sources: [] };
}
