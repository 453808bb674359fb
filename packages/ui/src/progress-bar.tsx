import { Progress } from "@base-ui/react/progress";

export interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1; null while the end is unknown. */
  readonly share: number | null;
  /** What the bar says in words, as in `1,204 of 5,000 rows`. */
  readonly text: string;
}

export function ProgressBar({ label, share, text }: ProgressBarProps) {
  return (
    <Progress.Root value={share === null ? null : share * 100} className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-4 text-sm">
        <Progress.Label className="text-ink-2">{label}</Progress.Label>
        <span className="text-ink tabular-nums">{text}</span>
      </div>
      <Progress.Track className="h-2 overflow-hidden rounded-full bg-sunken">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-all duration-200 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </Progress.Track>
    </Progress.Root>
  );
}
