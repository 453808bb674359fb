import { TextField } from "@fairflow/ui";
import type { Place } from "./place.ts";

export interface MoneyInputProps {
  readonly label: string;
  readonly place: Place;
  readonly hint?: string;
  readonly labelHidden?: boolean;
  readonly className?: string;
}

/** Shows whole and hundredths; writes integer minor units, or the text as typed while it is not an amount. */
export function MoneyInput({ place, ...rest }: MoneyInputProps) {
  return (
    <TextField
      {...rest}
      key={typeof place.value === "number" ? "amount" : "text"}
      inputMode="decimal"
      inputClassName="max-w-36 tabular-nums"
      problem={place.problem}
      defaultValue={
        typeof place.value === "number"
          ? (place.value / 100).toFixed(2)
          : typeof place.value === "string"
            ? place.value
            : ""
      }
      onChange={(event) => place.set(minorUnits(event.target.value))}
    />
  );
}

function minorUnits(text: string): number | string {
  const match = /^\s*(\d{1,12})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (match === null) return text;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
