import type { Zone } from "@fairflow/calendar";
import { openings, type Opening } from "@fairflow/compliance";
import type { GateWeek, WeekPart } from "@fairflow/contract";
import { ruleViews, unknownRule } from "./rule-view.ts";
import { reasonWords, type Asked } from "./verdict-view.ts";

/** What the gate says to a case at every moment of a week, cut only where its answer changes. */
export function gateWeek(
  { packs, contactCase }: Asked,
  span: { readonly from: Date; readonly to: Date; readonly zone: Zone },
): GateWeek {
  const parts = openings(packs, contactCase, span).map(weekPart);
  const views = ruleViews(packs.map(({ pack }) => pack));
  const ids = new Set(
    parts.flatMap(({ rules, warnings, withoutFee }) => [...rules, ...warnings, ...withoutFee]),
  );
  return {
    fromMs: span.from.getTime(),
    toMs: span.to.getTime(),
    parts,
    rules: [...ids].map((id) => {
      const { packId, title } = views.get(id) ?? unknownRule(id);
      return { id, packId, title };
    }),
  };
}

function weekPart({ from, to, date, fromMinute, toMinute, verdict }: Opening): WeekPart {
  return {
    fromMs: from.getTime(),
    toMs: to.getTime(),
    date,
    fromMinute,
    toMinute,
    kind: verdict.kind,
    untilMs: verdict.kind === "deferred" ? verdict.until.getTime() : null,
    reason: reasonWords(verdict),
    rules: verdict.kind === "allowed" ? [] : [...verdict.rules],
    warnings: [...verdict.warnings],
    withoutFee: [...verdict.withoutFee],
  };
}
