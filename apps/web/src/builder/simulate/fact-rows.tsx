import type { Field } from "@fairflow/criteria";
import { IconButton, SelectField, TextField } from "@fairflow/ui";
import { X } from "lucide-react";
import { useBuilder } from "../builder-context.ts";
import type { MadeUpAccount } from "./test-setup.ts";

type Facts = MadeUpAccount["facts"];

export interface FactRowsProps {
  readonly facts: Facts;
  readonly onChange: (facts: Facts) => void;
}

/** What time and the form work out by themselves; the others can be said. */
const WORKED_OUT: ReadonlySet<string> = new Set([
  "account.status",
  "account.arrears",
  "account.balance",
  "account.days_past_due",
  "account.days_until_due",
  "account.bucket",
  "account.due_date",
  "account.currency",
  "account.disputed",
  "debtor.can_sms",
  "debtor.can_email",
  "debtor.can_letter",
  "debtor.language",
  "debtor.open_accounts",
  "debtor.total_arrears",
  "run.days_in_flow",
  "run.messages_sent",
]);

/** Further facts by name, for conditions that ask about them. */
export function FactRows({ facts, onChange }: FactRowsProps) {
  const { fields } = useBuilder();
  const known = [...fields.values()].filter(({ id }) => !WORKED_OUT.has(id));
  const said = Object.entries(facts);
  const free = known.filter(({ id }) => !Object.hasOwn(facts, id));
  return (
    <>
      {said.map(([id, value]) => {
        const field = fields.get(id);
        return (
          <div key={id} className="flex items-end gap-1">
            <FactInput
              field={field}
              label={field?.label ?? id}
              value={value}
              onChange={(changed) => onChange({ ...facts, [id]: changed })}
            />
            <IconButton
              label={`Remove ${field?.label ?? id}`}
              icon={<X className="size-3.5" />}
              onClick={() => onChange(Object.fromEntries(said.filter(([other]) => other !== id)))}
            />
          </div>
        );
      })}
      <SelectField
        label="Say another fact"
        labelHidden
        value=""
        placeholder="Say another fact"
        options={free.map(({ id, label }) => ({ value: id, label }))}
        onChange={(id) => {
          const field = fields.get(id);
          if (field !== undefined) onChange({ ...facts, [id]: firstValue(field) });
        }}
      />
    </>
  );
}

type Value = Facts[string];

function firstValue({ type, choices }: Field): Value {
  switch (type) {
    case "number":
    case "money":
      return 0;
    case "boolean":
      return true;
    case "choice":
      return choices?.[0]?.value ?? "";
    case "tags":
      return [];
    case "date":
    case "text":
      return "";
  }
}

interface FactInputProps {
  readonly field: Field | undefined;
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function FactInput({ field, label, value, onChange }: FactInputProps) {
  const common = { label, className: "flex-1" };
  switch (field?.type) {
    case "number":
    case "money":
      return (
        <TextField
          {...common}
          type="number"
          hint={field.type === "money" ? "In cents" : undefined}
          value={typeof value === "number" ? value : 0}
          onChange={({ target }) => {
            if (Number.isFinite(target.valueAsNumber)) onChange(target.valueAsNumber);
          }}
        />
      );
    case "boolean":
      return (
        <SelectField
          {...common}
          value={value === true ? "yes" : "no"}
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          onChange={(choice) => onChange(choice === "yes")}
        />
      );
    case "choice":
      return (
        <SelectField
          {...common}
          value={String(value ?? "")}
          options={field.choices ?? []}
          onChange={onChange}
        />
      );
    case "tags":
      return (
        <TextField
          {...common}
          hint="Several with commas"
          defaultValue={Array.isArray(value) ? value.join(", ") : ""}
          onBlur={({ target }) =>
            onChange(
              target.value
                .split(",")
                .map((tag) => tag.trim())
                .filter((tag) => tag !== ""),
            )
          }
        />
      );
    case "date":
    case "text":
    case undefined:
      return (
        <TextField
          {...common}
          type={field?.type === "date" ? "date" : "text"}
          value={String(value ?? "")}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
}
