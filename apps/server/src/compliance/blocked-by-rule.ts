import type { Endpoints, OutputOf } from "@fairflow/contract";
import { keptBack, readClock, type Database, type KeptBack } from "@fairflow/db";
import type { RulePack } from "@fairflow/compliance";
import { readLawState } from "./law-state.ts";
import { ruleViews, unknownRule } from "./rule-view.ts";
import { houseRulePacks } from "./house-rule-packs.ts";

const DAY_MS = 86_400_000;

type Blocked = OutputOf<Endpoints["blockedByRule"]>;
interface Counts {
  deferred: number;
  refused: number;
}

/** What each rule kept back in the last days, the most first. */
export async function blockedByRule(database: Database, days: number): Promise<Blocked> {
  const { now } = await readClock(database);
  const from = new Date(now.getTime() - days * DAY_MS);
  const [rows, { packs }, house] = await Promise.all([
    keptBack(database.sql, { from, to: now }),
    readLawState(database),
    houseRulePacks(database),
  ]);
  const known: readonly RulePack[] = [...packs.map(({ pack }) => pack), ...house];
  const views = ruleViews(known);
  const rules = [...Map.groupBy(rows, ({ rule }) => rule)].map(([id, of]) => ({
    rule: views.get(id) ?? unknownRule(id),
    ...total(of),
    channels: [...Map.groupBy(of, ({ nodeType }) => nodeType ?? "unknown")]
      .map(([channel, some]) => ({ channel, ...total(some) }))
      .toSorted(mostFirst),
    flows: [...Map.groupBy(of, ({ flowId, version }) => `${flowId} ${version}`).values()]
      .flatMap(([first, ...others]) => {
        if (first === undefined) return [];
        const { flowId, flowName, version } = first;
        return [{ flowId, flowName, version, ...total([first, ...others]) }];
      })
      .toSorted(mostFirst),
  }));
  return { fromMs: from.getTime(), toMs: now.getTime(), rules: rules.toSorted(mostFirst) };
}

function total(rows: readonly KeptBack[]): Counts {
  const counts = { deferred: 0, refused: 0 };
  for (const { kind, count } of rows) counts[kind === "deferred" ? "deferred" : "refused"] += count;
  return counts;
}

function mostFirst(one: Counts, other: Counts): number {
  return other.deferred + other.refused - (one.deferred + one.refused);
}
