import { SelectField, TextField } from "@fairflow/ui";
import type { HouseRuleDraft, HouseRuleProblems } from "./house-rule-draft.ts";

export interface CapFieldsProps {
  readonly draft: HouseRuleDraft;
  readonly problems: HouseRuleProblems;
  readonly onChange: (change: Partial<HouseRuleDraft>) => void;
}

export function CapFields({ draft, problems, onChange }: CapFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <TextField
        label="At most"
        suffix="contacts"
        inputMode="numeric"
        value={draft.limit}
        problem={problems["limit"]}
        onChange={({ target }) => onChange({ limit: target.value })}
      />
      <TextField
        label="In"
        suffix="days"
        inputMode="numeric"
        hint="Counting today, in the debtor's own days"
        value={draft.days}
        problem={problems["days"]}
        onChange={({ target }) => onChange({ days: target.value })}
      />
      <SelectField
        label="To one"
        value={draft.per}
        options={[
          { value: "consumer", label: "Person, over all accounts" },
          { value: "account", label: "Account" },
        ]}
        onChange={(value) => onChange({ per: value === "account" ? "account" : "consumer" })}
      />
    </div>
  );
}
