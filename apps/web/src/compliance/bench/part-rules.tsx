import type { GateWeek, RuleName, WeekPart } from "@fairflow/contract";
import { RuleLink } from "../rule-link.tsx";

export interface PartRulesProps {
  readonly part: WeekPart;
  readonly week: GateWeek;
}

/** The rules that speak in a part of the week, each with what it does. */
export function PartRules({ part, week }: PartRulesProps) {
  const names = new Map(week.rules.map((rule) => [rule.id, rule]));
  const spoken = [
    ...part.rules.map((id) => ({ id, does: "keeps it back" })),
    ...part.warnings.map((id) => ({ id, does: "warns" })),
    ...part.withoutFee.map((id) => ({ id, does: "allows no fee" })),
  ];
  if (spoken.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {spoken.map(({ id, does }) => (
        <li key={id}>
          <RuleLink rule={names.get(id) ?? unnamed(id)} />
          <span className="text-ink-3">{` ${does}`}</span>
        </li>
      ))}
    </ul>
  );
}

function unnamed(id: string): RuleName {
  return { id, packId: "", title: id };
}
