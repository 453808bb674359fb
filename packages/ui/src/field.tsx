import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

export interface FieldIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean;
  readonly className?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A label, a control, and what is to be said about it, tied together for screen readers. */
export function Field({ label, hint, problem, labelHidden, className, children }: FieldProps) {
  const id = useId();
  const [hintId, problemId] = [`${id}-hint`, `${id}-problem`];
  const described = [
    ...(hint === undefined ? [] : [hintId]),
    ...(problem === undefined ? [] : [problemId]),
  ];
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <label
        htmlFor={id}
        className={labelHidden === true ? "sr-only" : "text-sm font-medium text-ink-2"}
      >
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described.length === 0 ? undefined : described.join(" "),
        "aria-invalid": problem === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={hintId} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={problemId} className="text-xs text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
