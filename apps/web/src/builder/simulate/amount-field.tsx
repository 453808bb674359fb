import { TextField } from "@fairflow/ui";
import { useState } from "react";
import { minorFromText } from "../../sandbox/minor-from-text.ts";

export interface AmountFieldProps {
  readonly label: string;
  readonly suffix: string;
  readonly minor: number;
  readonly onChange: (minor: number) => void;
}

/** An amount as it is typed; what is no amount yet changes nothing. */
export function AmountField({ label, suffix, minor, onChange }: AmountFieldProps) {
  const [own, setOwn] = useState(() => ({ minor, text: textOf(minor) }));
  if (own.minor !== minor) setOwn({ minor, text: textOf(minor) });
  const isAmount = minorFromText(own.text) !== undefined;
  return (
    <TextField
      label={label}
      inputMode="decimal"
      suffix={suffix}
      problem={isAmount ? undefined : "Write an amount, as in 1204.50"}
      value={own.text}
      onChange={({ target }) => {
        const typed = minorFromText(target.value);
        setOwn({ minor: typed ?? minor, text: target.value });
        if (typed !== undefined) onChange(typed);
      }}
    />
  );
}

function textOf(minor: number): string {
  return (minor / 100).toFixed(2);
}
