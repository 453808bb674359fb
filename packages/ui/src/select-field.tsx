import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { controlStyle } from "./control-style.ts";
import { Field } from "./field.tsx";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (Option | OptionGroup)[];
  readonly onChange: (value: string) => void;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly labelHidden?: boolean;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** The browser's own select: it is short, it works by touch, keyboard and screen reader everywhere. */
export function SelectField({
  label,
  value,
  options,
  onChange,
  placeholder,
  hint,
  problem,
  labelHidden,
  className,
  disabled,
}: SelectFieldProps) {
  const isKnown = options
    .flatMap((entry) => ("options" in entry ? entry.options : [entry]))
    .some((option) => option.value === value);
  return (
    <Field
      label={label}
      hint={hint}
      problem={problem}
      labelHidden={labelHidden ?? false}
      className={className}
    >
      {(ids) => (
        <span className="relative flex min-w-0">
          <select
            {...ids}
            value={isKnown ? value : ""}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value)}
            className={clsx(controlStyle, "appearance-none truncate pr-8")}
          >
            {!isKnown && (
              <option value="" disabled>
                {value === "" ? (placeholder ?? "Choose") : `${value} (missing)`}
              </option>
            )}
            {options.map((entry) =>
              "options" in entry ? (
                <optgroup key={entry.label} label={entry.label}>
                  {entry.options.map((option) => (
                    <option key={option.value} value={option.value} disabled={option.disabled}>
                      {option.label}
                    </option>
                  ))}
                </optgroup>
              ) : (
                <option key={entry.value} value={entry.value} disabled={entry.disabled}>
                  {entry.label}
                </option>
              ),
            )}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-2 right-2 size-4 text-ink-3"
          />
        </span>
      )}
    </Field>
  );
}
