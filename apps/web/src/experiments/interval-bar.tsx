import type { ExperimentEstimate } from "@fairflow/contract";

export interface IntervalBarProps {
  readonly estimate: ExperimentEstimate;
  /** What the ends of the bar stand for. */
  readonly from: number;
  readonly to: number;
}

/** An interval as a band with its estimate; the figures stand beside it. */
export function IntervalBar({ estimate: { value, interval }, from, to }: IntervalBarProps) {
  const place = (at: number) =>
    `${Math.min(100, Math.max(0, ((at - from) / Math.max(1e-9, to - from)) * 100))}%`;
  return (
    <span aria-hidden className="relative mt-1.5 block h-2 rounded-full bg-sunken">
      {interval !== null && (
        <span
          className="absolute inset-y-0 rounded-full bg-accent opacity-40"
          style={{ left: place(interval.low), right: `calc(100% - ${place(interval.high)})` }}
        />
      )}
      <span
        className="absolute -inset-y-0.5 w-0.5 rounded-full bg-accent"
        style={{ left: place(value) }}
      />
    </span>
  );
}
