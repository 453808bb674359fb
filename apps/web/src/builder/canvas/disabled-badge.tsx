import { CircleSlash } from "lucide-react";

/** That a step is passed, by a word and a sign rather than by its look alone. */
export function DisabledBadge() {
  return (
    <span className="inline-flex shrink-0 items-center gap-1 rounded border border-line-strong bg-surface px-1.5 text-xs leading-4.5 font-medium text-ink-2">
      <CircleSlash aria-hidden className="size-3" />
      Disabled
    </span>
  );
}
