import { Field } from "@fairflow/ui";
import { ChoiceInput } from "./choice-input.tsx";
import { NumberInput } from "./number-input.tsx";
import type { Slot } from "./slot.ts";
import { textOf } from "./place.ts";

interface DurationShape {
  readonly kind: string;
  readonly days: number;
  readonly hours: number;
}

export interface DurationInputProps {
  readonly label: string;
  readonly slot: Slot<DurationShape>;
  readonly kinds: readonly ("days" | "business-days" | "hours" | "none")[];
}

const LABELS = {
  days: "days",
  "business-days": "business days",
  hours: "hours",
  none: "no limit",
} as const;

/** A number and its unit, as in `3 business days`. */
export function DurationInput({ label, slot, kinds }: DurationInputProps) {
  const kind = textOf(slot.at("kind"));
  const amount = kind === "hours" ? slot.at("hours") : slot.at("days");
  return (
    <Field label={label}>
      {() => (
        <span className="flex items-start gap-2">
          {kind !== "none" && (
            <NumberInput label={`${label}: how many`} labelHidden place={amount} className="w-24" />
          )}
          <ChoiceInput
            label={`${label}: unit`}
            labelHidden
            className="flex-1"
            place={slot.at("kind")}
            options={kinds.map((value) => ({ value, label: LABELS[value] }))}
            onChoose={(next) => slot.set(withKind(next, amount.value))}
          />
        </span>
      )}
    </Field>
  );
}

function withKind(kind: string, amount: unknown): Readonly<Record<string, unknown>> {
  if (kind === "none") return { kind };
  return kind === "hours" ? { kind, hours: amount ?? 24 } : { kind, days: amount ?? 3 };
}
