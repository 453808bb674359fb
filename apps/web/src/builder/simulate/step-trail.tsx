import type { NodeId } from "@fairflow/flow";
import { useTrail } from "../builder-context.ts";

export interface StepTrailProps {
  readonly id: NodeId;
}

const MOST_SHOWN = 3;

/** At which places of the way that is shown the step was come to. */
export function StepTrail({ id }: StepTrailProps) {
  const visits = useTrail(({ trail }) => trail?.visits.get(id));
  const isCurrent = useTrail(({ trail }) => trail?.current === id);
  if (visits === undefined) return null;
  const shown = visits.slice(-MOST_SHOWN);
  return (
    <span className="absolute -top-2.5 -left-2.5 flex gap-0.5">
      <span className="sr-only">{isCurrent ? "The run is here. Visit " : "Visit "}</span>
      {shown.map((place) => (
        <span
          key={place}
          className={
            isCurrent && place === visits.at(-1)
              ? "flex h-6 min-w-6 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent tabular-nums"
              : "flex h-6 min-w-6 items-center justify-center rounded-full border border-accent bg-accent-soft px-1.5 text-xs font-semibold text-accent tabular-nums"
          }
        >
          {place}
        </span>
      ))}
    </span>
  );
}
