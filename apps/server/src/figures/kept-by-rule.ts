import type { Endpoints, OutputOf, RuleName } from "@fairflow/contract";
import type { NodeCount } from "@fairflow/db";

type Kept = OutputOf<Endpoints["heldAtNode"]>["kept"];

/** How often each rule kept messages of one node back, the most first. */
export function keptByRule(counts: readonly NodeCount[], named: (id: string) => RuleName): Kept {
  const kept = counts.filter(({ metric }) => metric === "deferred" || metric === "forbidden");
  const sum = (rows: readonly NodeCount[], asked: string) =>
    rows.reduce((total, { metric, count }) => (metric === asked ? total + count : total), 0);
  return [...Map.groupBy(kept, ({ exit }) => exit)]
    .map(([id, rows]) => ({
      rule: named(id),
      deferred: sum(rows, "deferred"),
      refused: sum(rows, "forbidden"),
    }))
    .toSorted((a, b) => b.deferred + b.refused - (a.deferred + a.refused));
}
