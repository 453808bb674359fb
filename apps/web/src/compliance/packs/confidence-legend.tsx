import type { PackRule } from "@fairflow/contract";
import { Popover } from "@fairflow/ui";
import { CircleHelp } from "lucide-react";
import { ConfidenceBadge } from "../confidence-badge.tsx";

export interface ConfidenceLegendProps {
  readonly rules: readonly PackRule[];
}

/** What the letters beside the citations mean; those that this pack has. */
export function ConfidenceLegend({ rules }: ConfidenceLegendProps) {
  const sources = rules.flatMap((rule) => rule.sources);
  const letters = [
    ...new Map(sources.map((source) => [source.confidence, source])).values(),
  ].toSorted((a, b) => a.confidence.localeCompare(b.confidence));
  if (letters.length === 0) return null;
  return (
    <Popover
      title="How sure a citation is"
      trigger={
        <button
          type="button"
          className="inline-flex items-center gap-1 rounded text-sm font-medium text-accent hover:underline"
        >
          <CircleHelp aria-hidden className="size-4" /> What the letters mean
        </button>
      }
    >
      <ul className="flex flex-col gap-2">
        {letters.map((source) => (
          <li key={source.confidence} className="flex items-start gap-2 text-sm">
            <ConfidenceBadge source={source} />
            <span>{source.confidenceMeans}</span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
