import {
  explain,
  refusalSentence,
  whatWouldChange,
  type CompiledPack,
  type ContactCase,
  type SpokenRule,
  type Verdict,
} from "@fairflow/compliance";
import type { Change, RuleAnswer, VerdictView } from "@fairflow/contract";
import { ruleViews, unknownRule } from "./rule-view.ts";

/** A question to the gate. */
export interface Asked {
  readonly packs: readonly CompiledPack[];
  readonly contactCase: ContactCase;
  readonly at: Date;
}

/** The gate's answer with the rules that spoke, for people. */
export function verdictView(asked: Asked): VerdictView {
  const { packs, contactCase, at } = asked;
  const { verdict, sentence, rules } = explain(packs, contactCase, at);
  return {
    kind: verdict.kind,
    words: sentence,
    earliestMs: earliest(verdict.kind === "deferred" ? verdict.until : null, verdict.kind, at),
    reason: reasonWords(verdict),
    answers: answersOf(packs, rules),
    changes: changesOf(asked),
  };
}

export function changesOf({ packs, contactCase, at }: Asked): Change[] {
  return whatWouldChange(packs, contactCase, at).map(({ change, sentence }) => ({
    words: sentence,
    atMs: change.kind === "wait" ? change.until.getTime() : null,
  }));
}

/** Those that refuse, warn or take the fee; the others had nothing to object. */
export function answersOf(
  packs: readonly CompiledPack[],
  rules: readonly SpokenRule[],
): RuleAnswer[] {
  const views = ruleViews(packs.map(({ pack }) => pack));
  return rules.flatMap(({ ruleId, stance, sentence }): RuleAnswer[] => {
    const view = views.get(ruleId) ?? unknownRule(ruleId);
    switch (stance.kind) {
      case "refuses_until":
        return [
          { ...view, effect: "refuses", because: sentence, allowsFromMs: stance.until.getTime() },
        ];
      case "refuses_until_event":
        return [{ ...view, effect: "refuses", because: sentence, allowsFromMs: null }];
      case "warns":
        return [{ ...view, effect: "warns", because: sentence, allowsFromMs: null }];
      case "without_fee":
        return [{ ...view, effect: "no-fee", because: sentence, allowsFromMs: null }];
      case "allows":
        return [];
    }
  });
}

function earliest(until: Date | null, kind: VerdictView["kind"], at: Date): number | null {
  if (kind === "allowed") return at.getTime();
  return until?.getTime() ?? null;
}

/** Why the gate could not judge; null where rules say it. */
export function reasonWords(verdict: Verdict): string | null {
  if (verdict.kind !== "forbidden" || verdict.reason === "rules") return null;
  const words = refusalSentence(verdict.reason);
  return words === undefined ? null : `${words}.`;
}
