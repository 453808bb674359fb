import type { Dashboard, RuleName } from "@fairflow/contract";
import type { FigureTotal } from "@fairflow/db";

/** What each rule kept back, whether for a while or for good, the most first. */
export function keptBackRules(
  totals: readonly FigureTotal[],
  named: (id: string) => RuleName,
): Dashboard["keptBack"] {
  const kept = totals.filter(({ metric }) => metric === "kept_back");
  return [...Map.groupBy(kept, ({ detail }) => ruleOf(detail))]
    .map(([rule, rows]) => ({
      rule: named(rule),
      times: rows.reduce((sum, { now }) => sum + now, 0),
      before: rows.reduce((sum, { before }) => sum + before, 0),
    }))
    .filter(({ times, before }) => times + before > 0)
    .toSorted((a, b) => b.times - a.times || b.before - a.before);
}

/** The detail is the verdict and the rule: `deferred:za.popia.69`. */
function ruleOf(detail: string): string {
  return detail.slice(detail.indexOf(":") + 1);
}
