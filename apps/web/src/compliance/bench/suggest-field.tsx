import { TextField, type Option } from "@fairflow/ui";
import { useId } from "react";

export interface SuggestFieldProps {
  readonly label: string;
  readonly value: string;
  readonly suggestions: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly labelHidden?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
}

/** A word that is typed or chosen from those that are known. */
export function SuggestField({ suggestions, onChange, ...field }: SuggestFieldProps) {
  const id = useId();
  return (
    <>
      <TextField {...field} list={id} onChange={({ target }) => onChange(target.value)} />
      <datalist id={id}>
        {suggestions.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </>
  );
}
