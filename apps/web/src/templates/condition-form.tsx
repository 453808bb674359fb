import type { Block, BlockCondition } from "@fairflow/template";
import { Button, SelectField, TextField } from "@fairflow/ui";
import { useFields } from "./fields-context.ts";

export interface ConditionFormProps {
  readonly block: Block;
  readonly onChange: (block: Block) => void;
}

const ASKED: readonly { readonly value: BlockCondition["is"]; readonly label: string }[] = [
  { value: "known", label: "is known" },
  { value: "unknown", label: "is not known" },
  { value: "more_than", label: "is more than" },
  { value: "at_most", label: "is at most" },
  { value: "equals", label: "is" },
];

/** When a block is there at all. */
export function ConditionForm({ block, onChange }: ConditionFormProps) {
  const fields = useFields();
  const { when, ...always } = block;
  if (when === undefined) {
    return (
      <div className="-ml-2">
        <Button
          kind="quiet"
          onClick={() => onChange({ ...block, when: { is: "known", field: "payment_link" } })}
        >
          Only if
        </Button>
      </div>
    );
  }
  const isMoney = fields.find(({ id }) => id === when.field)?.type === "money";
  const shown = "value" in when ? (isMoney ? Number(when.value) / 100 : when.value) : "";
  return (
    <fieldset className="flex flex-wrap items-end gap-2 rounded-control border border-line bg-sunken p-2">
      <legend className="px-1 text-xs font-medium text-ink-3">Only if</legend>
      <SelectField
        label="Field"
        labelHidden
        className="w-52"
        value={when.field}
        options={fields.map(({ id, label }) => ({ value: id, label }))}
        onChange={(field) => onChange({ ...block, when: { ...when, field } })}
      />
      <SelectField
        label="How"
        labelHidden
        className="w-36"
        value={when.is}
        options={ASKED}
        onChange={(is) => onChange({ ...block, when: conditionOf(is, when.field) })}
      />
      {"value" in when && (
        <TextField
          label="Value"
          labelHidden
          className="w-32"
          value={String(shown)}
          onChange={(event) => {
            const next = withValue(when, event.target.value, isMoney);
            if (next !== undefined) onChange({ ...block, when: next });
          }}
        />
      )}
      <Button kind="quiet" onClick={() => onChange(always)}>
        Always
      </Button>
    </fieldset>
  );
}

function conditionOf(is: string, field: string): BlockCondition {
  switch (is) {
    case "unknown":
      return { is, field };
    case "more_than":
    case "at_most":
      return { is, field, value: 0 };
    case "equals":
      return { is, field, value: "yes" };
    default:
      return { is: "known", field };
  }
}

/** Amounts are typed in the currency's own unit and asked about in its smallest. Undefined for what is no value. */
function withValue(
  when: BlockCondition,
  typed: string,
  isMoney: boolean,
): BlockCondition | undefined {
  if (when.is === "equals") {
    return /^[^"{}%\r\n]{1,100}$/.test(typed) ? { ...when, value: typed } : undefined;
  }
  if (when.is !== "more_than" && when.is !== "at_most") return undefined;
  const value = Number(typed.replace(",", "."));
  if (!Number.isFinite(value)) return undefined;
  return { ...when, value: isMoney ? Math.round(value * 100) : value };
}
