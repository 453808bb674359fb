import { operators, type Field, type Operator } from "@fairflow/criteria";
import { SelectField, TextField } from "@fairflow/ui";
import { clsx } from "clsx";
import { MoneyInput } from "./money-input.tsx";
import { NumberInput } from "./number-input.tsx";
import { itemsOf } from "./slot.ts";

export interface RuleValueInputProps {
  readonly field: Field;
  readonly operator: Operator;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** What a rule compares with: nothing, one value, two ends, a list, or a number of days. */
export function RuleValueInput({ field, operator, value, onChange }: RuleValueInputProps) {
  switch (operators[operator].takes) {
    case "nothing":
      return null;
    case "days":
      return (
        <NumberInput
          label="Number of days"
          labelHidden
          suffix="days"
          place={{ value, problem: undefined, set: onChange }}
        />
      );
    case "one":
      return <OneValue field={field} label="Value" value={value} onChange={onChange} />;
    case "range": {
      const [low = "", high = ""] = itemsOf(value);
      return (
        <span className="flex items-center gap-1.5">
          <OneValue
            field={field}
            label="From"
            value={low}
            onChange={(next) => onChange([next, high])}
          />
          <span className="text-sm text-ink-2">and</span>
          <OneValue
            field={field}
            label="To"
            value={high}
            onChange={(next) => onChange([low, next])}
          />
        </span>
      );
    }
    case "list":
      return <ManyValues field={field} value={value} onChange={onChange} />;
  }
}

interface OneValueProps {
  readonly field: Field;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function OneValue({ field, label, value, onChange }: OneValueProps) {
  const place = { value, problem: undefined, set: onChange };
  switch (field.type) {
    case "number":
      return <NumberInput label={label} labelHidden place={place} />;
    case "money":
      return <MoneyInput label={label} labelHidden place={place} />;
    case "choice":
      return (
        <SelectField
          label={label}
          labelHidden
          className="min-w-36"
          value={typeof value === "string" ? value : ""}
          options={field.choices ?? []}
          onChange={onChange}
        />
      );
    case "date":
    case "text":
    case "tags":
    case "boolean":
      return (
        <TextField
          label={label}
          labelHidden
          className="min-w-36"
          type={field.type === "date" ? "date" : "text"}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function ManyValues({ field, value, onChange }: Omit<OneValueProps, "label">) {
  const chosen = itemsOf(value);
  if (field.choices !== undefined) {
    return (
      <span role="group" aria-label="Values" className="flex flex-wrap gap-1">
        {field.choices.map((choice) => {
          const isChosen = chosen.includes(choice.value);
          return (
            <button
              key={choice.value}
              type="button"
              aria-pressed={isChosen}
              onClick={() =>
                onChange(
                  isChosen
                    ? chosen.filter((each) => each !== choice.value)
                    : [...chosen, choice.value],
                )
              }
              className={clsx(
                "h-8 rounded-control border px-2 text-sm",
                isChosen
                  ? "border-accent bg-accent-soft text-accent"
                  : "border-line-strong/60 text-ink-2",
              )}
            >
              {choice.label}
            </button>
          );
        })}
      </span>
    );
  }
  return (
    <TextField
      label="Values, divided by commas"
      labelHidden
      className="min-w-44"
      placeholder="one, another"
      defaultValue={chosen.map(String).join(", ")}
      onChange={(event) =>
        onChange(
          event.target.value
            .split(",")
            .map((each) => each.trim())
            .filter((each) => each !== ""),
        )
      }
    />
  );
}
