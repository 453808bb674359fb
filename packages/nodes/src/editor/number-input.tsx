import { TextField } from "@fairflow/ui";
import type { Place } from "./place.ts";
import { numberText, settledNumber, typedNumber } from "./typed-number.ts";

export interface NumberInputProps {
  readonly label: string;
  readonly place: Place;
  readonly suffix?: string;
  readonly hint?: string;
  readonly labelHidden?: boolean;
  readonly className?: string;
}

/** Keeps what was typed, so that an emptied field is a problem to mend and never a crash. */
export function NumberInput({
  label,
  place,
  suffix,
  hint,
  labelHidden,
  className,
}: NumberInputProps) {
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={numberText(place.value)}
      problem={place.problem}
      inputClassName="max-w-28 tabular-nums"
      onChange={(event) => place.set(typedNumber(event.target.value))}
      onBlur={(event) => {
        const settled = settledNumber(event.target.value);
        if (settled !== place.value && event.target.value !== "") place.set(settled);
      }}
      {...(suffix === undefined ? {} : { suffix })}
      {...(labelHidden === undefined ? {} : { labelHidden })}
      {...(hint === undefined ? {} : { hint })}
      {...(className === undefined ? {} : { className })}
    />
  );
}
