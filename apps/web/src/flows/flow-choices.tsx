import { FilePlus } from "lucide-react";
import { Choice } from "./choice.tsx";
import { ExampleCard, type Example } from "./example-card.tsx";
import { FileChoice } from "./file-choice.tsx";

export interface FlowChoicesProps {
  readonly examples: readonly Example[];
  /** Undefined for an empty flow. */
  readonly chosen: Example | undefined;
  readonly onChoose: (example: Example | undefined) => void;
}

/** What a new flow starts from: nothing, a file from elsewhere, or one of the examples. */
export function FlowChoices({ examples, chosen, onChoose }: FlowChoicesProps) {
  return (
    <div
      role="radiogroup"
      aria-label="Start from"
      className="grid grid-cols-1 items-stretch gap-3 sm:grid-cols-2"
    >
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
      <FileChoice chosen={chosen} onChoose={onChoose} />
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
  );
}
