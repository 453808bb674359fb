import { clsx } from "clsx";
import { FilePlus } from "lucide-react";
import type { ReactNode } from "react";
import { ExampleCard, type Example } from "./example-card.tsx";

export interface FlowChoicesProps {
  readonly examples: readonly Example[];
  /** Undefined for an empty flow. */
  readonly chosen: Example | undefined;
  readonly onChoose: (example: Example | undefined) => void;
}

/** What a new flow starts from: nothing, or one of the examples. */
export function FlowChoices({ examples, chosen, onChoose }: FlowChoicesProps) {
  return (
    <div role="radiogroup" aria-label="Start from" className="flex flex-col gap-3">
      <Choice
        isChosen={chosen === undefined}
        onChoose={() => onChoose(undefined)}
        className="flex items-center gap-3 p-3"
      >
        <FilePlus aria-hidden className="size-5 shrink-0 text-accent" />
        <span>
          <span className="block text-base font-semibold">Empty</span>
          <span className="block text-sm text-ink-2">Draw it step by step.</span>
        </span>
      </Choice>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {examples.map((example) => (
          <Choice
            key={example.id}
            isChosen={chosen?.id === example.id}
            onChoose={() => onChoose(example)}
            className="flex flex-col"
          >
            <ExampleCard example={example} />
          </Choice>
        ))}
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly className: string;
  readonly children: ReactNode;
}

function Choice({ isChosen, onChoose, className, children }: ChoiceProps) {
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
