import type { PackRule } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { SearchBox } from "../../debtors/search-box.tsx";
import { RuleGroup, ruleGroupNames, type RuleFilter } from "./rule-filter.ts";
import { ruleKinds } from "./rule-kinds.ts";

export interface RuleFilterBarProps {
  readonly rules: readonly PackRule[];
  readonly filter: RuleFilter;
  readonly onChange: (filter: RuleFilter) => void;
}

const ALL = "all";

export function RuleFilterBar({ rules, filter, onChange }: RuleFilterBarProps) {
  const kinds = ruleKinds.filter(({ kind }) => rules.some((rule) => rule.kind === kind));
  return (
    <div role="search" aria-label="Rules" className="flex flex-wrap items-center gap-3">
      <SearchBox
        label="Find a rule by its words, its source or its id"
        value={filter.search}
        onSearch={(search) => onChange({ ...filter, search })}
      />
      <SelectField
        label="About"
        labelHidden
        className="w-60"
        value={filter.kind ?? ALL}
        options={[
          { value: ALL, label: "About everything" },
          ...kinds.map(({ kind, title }) => ({ value: kind, label: title })),
        ]}
        onChange={(value) =>
          onChange({ ...filter, kind: kinds.find(({ kind }) => kind === value)?.kind })
        }
      />
      <SelectField
        label="Which rules"
        labelHidden
        className="w-44"
        value={filter.group ?? ALL}
        options={[
          { value: ALL, label: "All rules" },
          ...RuleGroup.options.map((group) => ({ value: group, label: ruleGroupNames[group] })),
        ]}
        onChange={(value) => onChange({ ...filter, group: RuleGroup.safeParse(value).data })}
      />
    </div>
  );
}
