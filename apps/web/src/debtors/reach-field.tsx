import { SelectField } from "@fairflow/ui";

/** How far a word about an address goes: for the kind of message that it gets, or for any. */
export type Reach = "one" | "any";

export interface ReachFieldProps {
  readonly label: string;
  readonly names: Readonly<Record<Reach, string>>;
  readonly value: Reach;
  readonly onChange: (reach: Reach) => void;
}

export function ReachField({ label, names, value, onChange }: ReachFieldProps) {
  return (
    <SelectField
      label={label}
      value={value}
      options={[
        { value: "one", label: names.one },
        { value: "any", label: names.any },
      ]}
      onChange={(chosen) => onChange(chosen === "any" ? "any" : "one")}
    />
  );
}
