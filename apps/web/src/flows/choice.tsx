import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly className: string;
  readonly children: ReactNode;
}

/** One of the things that a new flow can start from. */
export function Choice({ isChosen, onChoose, className, children }: ChoiceProps) {
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      onClick={onChoose}
      className={clsx(
        "overflow-hidden rounded-card border text-left",
        className,
        isChosen
          ? "border-accent bg-accent-soft ring-1 ring-accent"
          : "border-line bg-surface hover:border-line-strong",
      )}
    >
      {children}
    </button>
  );
}
