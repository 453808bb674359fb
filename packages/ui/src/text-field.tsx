import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle } from "./control-style.ts";
import { Field } from "./field.tsx";

export interface TextFieldProps extends Omit<ComponentProps<"input">, "className"> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly labelHidden?: boolean;
  readonly className?: string;
  readonly inputClassName?: string;
  /** Words that stand behind the input, as a unit does. */
  readonly suffix?: string;
}

export function TextField({
  label,
  hint,
  problem,
  labelHidden,
  className,
  inputClassName,
  suffix,
  ...input
}: TextFieldProps) {
  return (
    <Field
      label={label}
      hint={hint}
      problem={problem}
      labelHidden={labelHidden ?? false}
      className={className}
    >
      {(ids) => (
        <span className="flex items-center gap-2">
          <input
            autoComplete="off"
            {...input}
            {...ids}
            className={clsx(controlStyle, inputClassName)}
          />
          {suffix !== undefined && <span className="shrink-0 text-sm text-ink-2">{suffix}</span>}
        </span>
      )}
    </Field>
  );
}
