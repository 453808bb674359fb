import { formatCount } from "../../server/format.ts";
import { useLive } from "../builder-context.ts";

export interface InFlightProps {
  readonly version: number;
}

/** How many people are in a version now. */
export function InFlight({ version }: InFlightProps) {
  const people = useLive(({ counts }) =>
    counts === undefined
      ? undefined
      : Object.values(counts.nodes).reduce((sum, { present }) => sum + present, 0),
  );
  return (
    <p className="text-xs leading-4 text-ink-3 tabular-nums">
      {people === undefined
        ? `Version ${version}`
        : `${formatCount(people)} in flight in version ${version}`}
    </p>
  );
}
