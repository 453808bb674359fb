import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { controlStyle } from "./control-style.ts";
import { Field } from "./field.tsx";

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "className"> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly labelHidden?: boolean;
  readonly className?: string;
}

export function TextArea({ label, hint, problem, labelHidden, className, ...area }: TextAreaProps) {
  return (
    <Field
      label={label}
      hint={hint}
      problem={problem}
      labelHidden={labelHidden ?? false}
      className={className}
    >
      {(ids) => (
        <textarea
          rows={4}
          {...area}
          {...ids}
          className={clsx(controlStyle, "h-auto min-h-16 resize-y py-1.5")}
        />
      )}
    </Field>
  );
}
