import { TextField } from "@fairflow/ui";
import { textOf, type Place } from "./place.ts";

export interface TextInputProps {
  readonly label: string;
  readonly place: Place;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly labelHidden?: boolean;
  readonly className?: string;
  /** Suggestions that can also be ignored. */
  readonly suggestions?: readonly string[];
  readonly type?: "text" | "date" | "time";
}

export function TextInput({ place, suggestions, ...rest }: TextInputProps) {
  const listId =
    suggestions === undefined ? undefined : `suggestions-${rest.label.replaceAll(" ", "-")}`;
  return (
    <>
      <TextField
        {...rest}
        value={textOf(place)}
        problem={place.problem}
        list={listId}
        onChange={(event) => place.set(event.target.value)}
      />
      {suggestions !== undefined && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion}>
              {suggestion}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
