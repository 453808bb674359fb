import { SelectField } from "@fairflow/ui";
import { acts, type Act } from "./debtor-act.ts";

export interface ActFieldProps {
  readonly label?: string;
  readonly value: Act;
  readonly onChange: (act: Act) => void;
}

/** By what a debtor said something. */
export function ActField({ label = "How they said it", value, onChange }: ActFieldProps) {
  return (
    <SelectField
      label={label}
      value={value}
      options={acts}
      onChange={(chosen) => {
        const act = acts.find((each) => each.value === chosen);
        if (act !== undefined) onChange(act.value);
      }}
    />
  );
}
