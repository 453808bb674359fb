import { TextField } from "@fairflow/ui";

export interface DocumentFieldProps {
  readonly label?: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The number of what shows something; never a name. */
export function DocumentField({
  label = "Document that shows it",
  placeholder,
  value,
  onChange,
}: DocumentFieldProps) {
  return (
    <TextField
      label={label}
      placeholder={placeholder}
      hint="Its number, without names or spaces"
      maxLength={80}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
