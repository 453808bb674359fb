import { Button, Callout } from "@fairflow/ui";
import { CircleHelp } from "lucide-react";
import { overlookedIn, withTarget } from "./mapping-draft.ts";
import type { MappingStepProps } from "./mapping-step.tsx";
import { targetLabel } from "./target-fields.ts";

/** Columns that are left out and look as if somebody had meant them: one click takes each for what it looks like. */
export function OverlookedColumns({
  detected,
  mapping,
  onChange,
}: Omit<MappingStepProps, "onNext">) {
  const overlooked = overlookedIn(mapping, detected.lookalikes);
  if (overlooked.length === 0) return null;
  return (
    <Callout
      tone="warn"
      icon={<CircleHelp aria-hidden className="mt-0.5 size-4" />}
      title={
        overlooked.length === 1
          ? "A column is left out that looks familiar"
          : `${overlooked.length} columns are left out that look familiar`
      }
    >
      <ul aria-label="Columns that look familiar" className="mt-1 flex flex-col gap-2">
        {overlooked.map(({ column, target }) => (
          <li key={column} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              <strong className="font-semibold">{column}</strong> looks like{" "}
              <strong className="font-semibold">{targetLabel(target)}</strong>.
            </span>
            <Button
              aria-label={`Use ${column} as ${targetLabel(target)}`}
              onClick={() => onChange(withTarget(mapping, column, target))}
            >
              Use it
            </Button>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
