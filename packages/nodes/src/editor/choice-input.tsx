import { SelectField, type Option, type OptionGroup } from "@fairflow/ui";
import { textOf, type Place } from "./place.ts";

export interface ChoiceInputProps {
  readonly label: string;
  readonly place: Place;
  readonly options: readonly (Option | OptionGroup)[];
  readonly hint?: string;
  readonly placeholder?: string;
  readonly labelHidden?: boolean;
  readonly className?: string;
  /** What else changes with the choice; without it only the choice itself is written. */
  readonly onChoose?: (value: string) => void;
}

export function ChoiceInput({ place, onChoose, ...rest }: ChoiceInputProps) {
  return (
    <SelectField
      {...rest}
      value={textOf(place)}
      problem={place.problem}
      onChange={onChoose ?? place.set}
    />
  );
}
