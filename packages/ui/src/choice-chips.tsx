import { clsx } from "clsx";
import { useId, type ReactNode } from "react";
import type { Option } from "./select-field.tsx";

export interface ChoiceChipsProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** Gets what is chosen in the order of the options. */
  readonly onChange: (chosen: readonly string[]) => void;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
}

/** Several of a few: each a button that is pressed or not. */
export function ChoiceChips({ label, options, chosen, onChange, hint, problem }: ChoiceChipsProps) {
  const id = useId();
  const isChosen = (value: string) => chosen.includes(value);
  const turn = (value: string) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === value ? !isChosen(each) : isChosen(each))),
    );
  return (
    <div role="group" aria-labelledby={id} className="flex min-w-0 flex-col gap-1">
      <span id={id} className="text-sm font-medium text-ink-2">
        {label}
      </span>
      <div className="flex flex-wrap gap-1">
        {options.map(({ value, label: name }) => (
          <button
            key={value}
            type="button"
            aria-pressed={isChosen(value)}
            onClick={() => turn(value)}
            className={clsx(
              "h-8 rounded-control border px-2.5 text-sm",
              isChosen(value)
                ? "border-accent bg-accent-soft font-medium text-accent"
                : "border-line-strong/60 text-ink-2 hover:bg-sunken",
            )}
          >
            {name}
          </button>
        ))}
      </div>
      {hint !== undefined && <p className="text-xs text-ink-3">{hint}</p>}
      {problem !== undefined && <p className="text-xs text-bad">{problem}</p>}
    </div>
  );
}
