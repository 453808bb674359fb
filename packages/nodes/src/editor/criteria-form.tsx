import { Operator, operators, type Field } from "@fairflow/criteria";
import { controlStyle } from "@fairflow/ui";
import { X } from "lucide-react";
import { useState } from "react";
import {
  QueryBuilder,
  type RuleGroupType,
  type Translations,
  type ValueEditorProps,
} from "react-querybuilder";
import type { CriteriaInputProps } from "./criteria-input.tsx";
import { criteriaOf, queryOf } from "./criteria-query.ts";
import { useEditorLibrary } from "./editor-library.ts";
import { fieldOptions } from "./field-options.ts";
import { operatorNames } from "./operator-names.ts";
import { RuleGroupBody } from "./rule-group-body.tsx";
import { RuleSelect } from "./rule-select.tsx";
import { RuleValueInput } from "./rule-value-input.tsx";

const SMALL_BUTTON =
  "inline-flex h-8 items-center rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken hover:text-ink";
const SELECT = `${controlStyle} w-auto! max-w-56`;

const CLASSES = {
  queryBuilder: "criteria-form",
  ruleGroup: "flex flex-col gap-2 rounded-card border border-line bg-sunken/50 p-2.5",
  header: "flex flex-wrap items-center gap-1.5",
  body: "flex flex-col gap-2",
  rule: "flex flex-wrap items-start gap-1.5",
  combinators: SELECT,
  fields: SELECT,
  operators: SELECT,
  removeRule: SMALL_BUTTON,
  removeGroup: `${SMALL_BUTTON} ml-auto`,
  notToggle: "flex h-8 items-center gap-1.5 px-1 text-sm text-ink-2",
} as const;

const WORDS: Partial<Translations> = {
  fields: { title: "What is asked about" },
  operators: { title: "How it is compared" },
  value: { title: "Value" },
  removeRule: { label: <X aria-hidden className="size-4" />, title: "Remove this rule" },
  removeGroup: { label: <X aria-hidden className="size-4" />, title: "Remove this group" },
  combinators: { title: "Whether all rules must hold or any of them" },
  notToggle: { label: "not", title: "Turns the whole group round" },
};

const COMBINATORS = [
  { name: "and", label: "all of these" },
  { name: "or", label: "any of these" },
];

const CONTROLS = {
  valueEditor: ValueEditor,
  valueSelector: RuleSelect,
  ruleGroupBodyElements: RuleGroupBody,
  // They stand below the rules instead, where what they add appears.
  addRuleAction: null,
  addGroupAction: null,
};

export function CriteriaForm({
  criteria,
  onChange,
}: Pick<CriteriaInputProps, "criteria" | "onChange">) {
  const { fields } = useEditorLibrary();
  const [own, setOwn] = useState(() => ({ criteria, query: queryOf(criteria) }));
  // The form numbers its rules. It keeps its query while the criteria are its own, and starts anew when they came from
  // elsewhere, as by undo.
  if (own.criteria !== criteria) setOwn({ criteria, query: queryOf(criteria) });

  const change = (query: RuleGroupType) => {
    const next = criteriaOf(query);
    if (JSON.stringify(next) === JSON.stringify(own.criteria)) {
      setOwn({ criteria: own.criteria, query });
      return;
    }
    setOwn({ criteria: next, query });
    onChange(next);
  };

  return (
    <QueryBuilder
      query={own.query}
      onQueryChange={change}
      fields={fieldOptions(fields, () => true).map(({ label, options }) => ({
        label,
        options: options.map((option) => ({ name: option.value, label: option.label })),
      }))}
      getOperators={(id) => operatorsOf(fields.get(id))}
      getDefaultField="account.days_past_due"
      getDefaultOperator={(id) => defaultOperator(fields.get(id))}
      combinators={COMBINATORS}
      controlClassnames={CLASSES}
      controlElements={CONTROLS}
      translations={WORDS}
      maxLevels={8}
      showNotToggle
      resetOnFieldChange
      resetOnOperatorChange
      addRuleToNewGroups
    />
  );
}

/** Amounts and numbers are mostly asked for a least one; for others the first that fits. */
function defaultOperator(field: Field | undefined): string {
  if (field?.type === "number" || field?.type === "money") return "at_least";
  return operatorsOf(field)[0]?.name ?? "";
}

function operatorsOf(field: Field | undefined) {
  return Operator.options
    .filter((operator) => field !== undefined && operators[operator].types.includes(field.type))
    .map((operator) => ({ name: operator, label: operatorNames[operator] }));
}

function ValueEditor(props: ValueEditorProps) {
  const { field: id, operator: name, value } = props;
  const { fields } = useEditorLibrary();
  const field = fields.get(id);
  const operator = Operator.safeParse(name).data;
  if (field === undefined || operator === undefined) return null;
  return (
    <RuleValueInput
      key={`${id} ${operator}`}
      field={field}
      operator={operator}
      value={value}
      onChange={(next) => props.handleOnChange(next)}
    />
  );
}
