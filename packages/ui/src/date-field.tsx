import { TextField, type TextFieldProps } from "./text-field.tsx";

export interface DateFieldProps extends Omit<TextFieldProps, "type" | "value" | "onChange"> {
  /** As `2026-11-23`; empty while none is chosen. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day of the calendar. */
export function DateField({ onChange, ...field }: DateFieldProps) {
  return <TextField {...field} type="date" onChange={({ target }) => onChange(target.value)} />;
}
