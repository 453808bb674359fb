import type { RuleId } from "./rule.ts";
import type { RulePack, Rules, Source } from "./rule-pack.ts";
import { RuleKind } from "./vocabulary.ts";

type AnyRule = NonNullable<Rules[RuleKind]>[number];

/** A rule as a screen shows it: what it says, where that stands, and how sure that is. */
export interface RuleDescription {
  readonly packId: string;
  readonly packVersion: string;
  readonly packStatus: RulePack["status"];
  readonly kind: RuleKind;
  readonly title: string;
  readonly severity: AnyRule["severity"];
  readonly profile: AnyRule["profile"];
  readonly authority: AnyRule["authority"];
  readonly override: AnyRule["override"];
  readonly effective: AnyRule["effective"];
  readonly contested: string | undefined;
  readonly notes: string | undefined;
  readonly sources: readonly (Source & { readonly id: string })[];
  /** That of the weakest source. */
  readonly confidence: Source["confidence"];
  readonly rule: AnyRule;
}

const WEAKEST_LAST = ["A", "B", "C", "G"] as const;

/** The rule of an id, in the first pack that has it. Takes compiled packs too: pass their `pack`. */
export function ruleOf(packs: readonly RulePack[], id: RuleId): RuleDescription | undefined {
  for (const pack of packs) {
    const description = rulesOf(pack).find(({ rule }) => rule.id === id);
    if (description !== undefined) return description;
  }
  return undefined;
}

/** All rules of a pack in the order of its kinds. */
export function rulesOf(pack: RulePack): readonly RuleDescription[] {
  return RuleKind.options.flatMap((kind) =>
    (pack.rules[kind] ?? []).map((rule) => describe(pack, kind, rule)),
  );
}

function describe(pack: RulePack, kind: RuleKind, rule: AnyRule): RuleDescription {
  const sources = rule.basis.flatMap((id) => {
    const source = pack.sources[id];
    return source === undefined ? [] : [{ id, ...source }];
  });
  const confidences = new Set(sources.map(({ confidence }) => confidence));
  return {
    packId: pack.id,
    packVersion: pack.version,
    packStatus: pack.status,
    kind,
    title: rule.title,
    severity: rule.severity,
    profile: rule.profile,
    authority: rule.authority,
    override: rule.override,
    effective: rule.effective,
    contested: rule.contested,
    notes: rule.notes,
    sources,
    confidence: WEAKEST_LAST.findLast((grade) => confidences.has(grade)) ?? "G",
    rule,
  };
}
