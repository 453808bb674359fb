import type { Field } from "@fairflow/criteria";
import { SelectField } from "@fairflow/ui";
import { useEditorLibrary } from "./editor-library.ts";
import { fieldOptions } from "./field-options.ts";
import { textOf, type Place } from "./place.ts";

export interface FieldInputProps {
  readonly label: string;
  readonly place: Place;
  readonly fits: (field: Field) => boolean;
  readonly onChoose?: (field: string) => void;
}

/** Chooses one of the things that are known of an account. */
export function FieldInput({ label, place, fits, onChoose }: FieldInputProps) {
  const { fields } = useEditorLibrary();
  return (
    <SelectField
      label={label}
      value={textOf(place)}
      options={fieldOptions(fields, fits)}
      problem={place.problem}
      onChange={onChoose ?? place.set}
    />
  );
}
