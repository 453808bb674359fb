import type { Endpoints, OutputOf } from "@fairflow/contract";
import { Scale } from "lucide-react";
import { FlowMiniature } from "./flow-miniature.tsx";

export type Example = OutputOf<Endpoints["gallery"]>[number];

export interface ExampleCardProps {
  readonly example: Example;
}

/** What an example is, does and respects; whoever shows it says what a click on it does. */
export function ExampleCard({ example: { name, description, law, ...rest } }: ExampleCardProps) {
  return (
    <>
      <span className="block border-b border-line bg-sunken px-3 py-2">
        <FlowMiniature flow={rest.export.flow} />
      </span>
      <span className="flex flex-col gap-1.5 p-3">
        <span className="text-base font-semibold text-ink">{name}</span>
        <span className="text-sm text-ink-2">{description}</span>
        <span className="flex items-start gap-1.5 text-xs text-ink-3">
          <Scale aria-hidden className="mt-px size-3.5 shrink-0" />
          {law}
        </span>
      </span>
    </>
  );
}
