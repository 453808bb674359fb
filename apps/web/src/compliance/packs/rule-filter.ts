import type { PackRule } from "@fairflow/contract";
import { z } from "zod";

export const RuleGroup = z.enum(["statutory", "recommended", "off", "contested", "coming"]);
export type RuleGroup = z.infer<typeof RuleGroup>;

export const ruleGroupNames: Readonly<Record<RuleGroup, string>> = {
  statutory: "Statutory",
  recommended: "Recommended",
  off: "Switched off",
  contested: "Contested",
  coming: "Not in force today",
};

export interface RuleFilter {
  /** Words, all of which must stand somewhere in the rule. */
  readonly search: string;
  readonly kind: PackRule["kind"] | undefined;
  readonly group: RuleGroup | undefined;
}

export function rulesFound(rules: readonly PackRule[], filter: RuleFilter): readonly PackRule[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return rules.filter(
    (rule) =>
      (filter.kind === undefined || rule.kind === filter.kind) &&
      (filter.group === undefined || isIn(rule, filter.group)) &&
      words.every((word) => textOf(rule).includes(word)),
  );
}

function isIn(rule: PackRule, group: RuleGroup): boolean {
  switch (group) {
    case "statutory":
    case "recommended":
      return rule.profile === group;
    case "off":
      return rule.switchedOff !== null;
    case "contested":
      return rule.contested !== null;
    case "coming":
      return !rule.isInForce;
  }
}

function textOf({ id, title, words, notes, contested, sources }: PackRule): string {
  const cited = sources.map(({ cite }) => cite);
  return [id, title, words, notes, contested, ...cited].join("\n").toLowerCase();
}
