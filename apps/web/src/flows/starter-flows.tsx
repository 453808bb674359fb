import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { ask } from "../server/ask.ts";
import { ExampleCard, type Example } from "./example-card.tsx";

export interface StarterFlowsProps {
  readonly onUse: (example: Example) => void;
}

/** The flows to start from, where there is none yet. */
export function StarterFlows({ onUse }: StarterFlowsProps) {
  const gallery = useQuery(ask(endpoints.gallery, {}));
  return (
    <section aria-label="Flows to start from">
      <NotLoaded
        query={gallery}
        what="The flows to start from could not be loaded"
        className="h-64"
      />
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {(gallery.data ?? []).map((example) => (
          <li
            key={example.id}
            className="flex flex-col overflow-hidden rounded-card border border-line bg-surface"
          >
            <ExampleCard example={example} />
            <button
              type="button"
              aria-label={`Use this flow: ${example.name}`}
              onClick={() => onUse(example)}
              className="mt-auto flex items-center gap-1.5 border-t border-line px-3 py-2.5 text-sm font-medium text-accent hover:bg-accent-soft"
            >
              Use this flow
              <ArrowRight aria-hidden className="size-4" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
