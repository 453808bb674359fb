import type { PackRule } from "@fairflow/contract";
import { RuleCard } from "./rule-card.tsx";
import { ruleKinds } from "./rule-kinds.ts";

export interface RuleListProps {
  readonly rules: readonly PackRule[];
  /** The id of the rule that a link led to. */
  readonly sought: string | undefined;
}

/** Rules under what they are about. */
export function RuleList({ rules, sought }: RuleListProps) {
  const byKind = Map.groupBy(rules, ({ kind }) => kind);
  return ruleKinds.map(({ kind, title, about }) => {
    const group = byKind.get(kind);
    if (group === undefined) return null;
    return (
      <section key={kind} aria-labelledby={`kind-${kind}`} className="flex flex-col gap-2">
        <div>
          <h2 id={`kind-${kind}`} className="text-lg font-semibold">
            {title}
          </h2>
          <p className="text-sm text-ink-3">{about}</p>
        </div>
        <div className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {group.map((rule) => (
            <RuleCard key={rule.id} rule={rule} isSought={rule.id === sought} />
          ))}
        </div>
      </section>
    );
  });
}
