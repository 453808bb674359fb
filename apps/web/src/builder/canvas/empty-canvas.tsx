import { Button } from "@fairflow/ui";
import { Play } from "lucide-react";
import { useBuilder } from "../builder-context.ts";
import { insertStep } from "../commands/insert-step.ts";

/** What an empty flow says: where to begin. */
export function EmptyCanvas() {
  const builder = useBuilder();
  return (
    <div className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center">
      <div className="pointer-events-auto flex w-80 flex-col items-center gap-3 rounded-node border border-dashed border-line-strong bg-surface p-6 text-center">
        <span className="flex size-11 items-center justify-center rounded-full bg-accent-soft text-accent">
          <Play aria-hidden className="size-5" />
        </span>
        <h2 className="text-lg font-semibold">Who should enter this flow?</h2>
        <p className="text-base text-ink-2">
          Every flow begins with a start step. Then add what should happen, one step after another.
        </p>
        <Button kind="primary" onClick={() => insertStep(builder, "start", { at: { x: 0, y: 0 } })}>
          Add the start
        </Button>
      </div>
    </div>
  );
}
