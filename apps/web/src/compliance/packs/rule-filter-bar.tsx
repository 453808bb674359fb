import type { PackRule } from "@fairflow/contract";
import { OneOrAllField } from "@fairflow/ui";
import { SearchBox } from "../../debtors/search-box.tsx";
import { RuleGroup, ruleGroupNames, type RuleFilter } from "./rule-filter.ts";
import { ruleKinds } from "./rule-kinds.ts";

export interface RuleFilterBarProps {
  readonly rules: readonly PackRule[];
  readonly filter: RuleFilter;
  readonly onChange: (filter: RuleFilter) => void;
}

export function RuleFilterBar({ rules, filter, onChange }: RuleFilterBarProps) {
  const kinds = ruleKinds.filter(({ kind }) => rules.some((rule) => rule.kind === kind));
  return (
    <div role="search" aria-label="Rules" className="flex flex-wrap items-center gap-3">
      <SearchBox
        label="Find a rule by its words, its source or its id"
        value={filter.search}
        onSearch={(search) => onChange({ ...filter, search })}
      />
      <OneOrAllField
        label="About"
        labelHidden
        className="w-60"
        all="About everything"
        value={filter.kind}
        options={kinds.map(({ kind, title }) => ({ value: kind, label: title }))}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <OneOrAllField
        label="Which rules"
        labelHidden
        className="w-44"
        all="All rules"
        value={filter.group}
        options={RuleGroup.options.map((group) => ({
          value: group,
          label: ruleGroupNames[group],
        }))}
        onChange={(group) => onChange({ ...filter, group })}
      />
    </div>
  );
}
