import { TextField } from "@fairflow/ui";
import { useState } from "react";
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
  const [own, setOwn] = useState(() => ({ value: place.value, text: textOf(place.value) }));
  // The text stays as it was typed until the value comes from elsewhere, as by undo.
  if (own.value !== place.value) setOwn({ value: place.value, text: textOf(place.value) });
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      inputClassName="max-w-36 tabular-nums"
      problem={place.problem}
      value={own.text}
      onChange={({ target }) => {
        const value = minorUnits(target.value);
        setOwn({ value, text: target.value });
        place.set(value);
      }}
    />
  );
}

function textOf(value: unknown): string {
  if (typeof value === "number") return (value / 100).toFixed(2);
  return typeof value === "string" ? value : "";
}

function minorUnits(text: string): number | string {
  const match = /^\s*(\d{1,12})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (match === null) return text;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
