import { Button, Skeleton } from "@fairflow/ui";
import { Play } from "lucide-react";
import { lazy, Suspense } from "react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { insertStep } from "../commands/insert-step.ts";

const BeginWith = lazy(async () => {
  const { BeginWith: component } = await import("./begin-with.tsx");
  return { default: component };
});

/** What an empty flow says: where to begin, or with what. */
export function EmptyCanvas() {
  const builder = useBuilder();
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <div className="pointer-events-none absolute inset-0 z-10 flex overflow-y-auto p-4">
      <div className="pointer-events-auto m-auto flex w-136 max-w-full flex-col gap-4 rounded-node border border-dashed border-line-strong bg-surface p-5">
        <div className="flex items-start gap-3">
          <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent">
            <Play aria-hidden className="size-5" />
          </span>
          <div className="min-w-0 flex-1">
            <h2 className="text-lg font-semibold">
              {readOnly ? "Nothing is drawn yet" : "Who should enter this flow?"}
            </h2>
            <p className="text-base text-ink-2">
              {readOnly
                ? "What is drawn in its draft appears here."
                : "Every flow begins with a start. Then add what should happen, one step after another."}
            </p>
          </div>
          {!readOnly && (
            <Button
              kind="primary"
              onClick={() => insertStep(builder, "start", { at: { x: 0, y: 0 } })}
            >
              Add the start
            </Button>
          )}
        </div>
        {!readOnly && (
          <Suspense fallback={<Skeleton className="h-40" />}>
            <BeginWith />
          </Suspense>
        )}
      </div>
    </div>
  );
}
