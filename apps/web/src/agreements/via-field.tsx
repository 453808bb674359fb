import { SelectField } from "@fairflow/ui";

const WAYS = [
  { value: "call", label: "On a call" },
  { value: "visit", label: "On a visit" },
  { value: "letter", label: "In a letter" },
  { value: "email", label: "By e-mail" },
  { value: "chat", label: "In a chat" },
] as const;

export type Via = (typeof WAYS)[number]["value"];

export interface ViaFieldProps {
  readonly value: Via;
  readonly onChange: (via: Via) => void;
}

/** How the debtor said it. */
export function ViaField({ value, onChange }: ViaFieldProps) {
  return (
    <SelectField
      label="How they said it"
      value={value}
      options={WAYS}
      onChange={(chosen) => onChange(WAYS.find((way) => way.value === chosen)?.value ?? value)}
    />
  );
}
