import type { RuleSource } from "@fairflow/contract";
import { ExternalLink } from "lucide-react";
import { ConfidenceBadge } from "./confidence-badge.tsx";

export interface RuleSourcesProps {
  readonly sources: readonly RuleSource[];
}

/** Where a rule stands written, and how sure that is. */
export function RuleSources({ sources }: RuleSourcesProps) {
  if (sources.length === 0) {
    return (
      <p className="text-xs text-ink-3">A rule of the house or of the product, not of a law.</p>
    );
  }
  return (
    <ul className="flex flex-col gap-1" aria-label="Sources">
      {sources.map((source) => (
        <li key={source.cite} className="flex items-start gap-2 text-xs text-ink-2">
          <ConfidenceBadge source={source} />
          <span className="min-w-0 pt-0.5">
            {source.url === null ? (
              source.cite
            ) : (
              <a
                href={source.url}
                target="_blank"
                rel="noreferrer"
                className="text-accent underline underline-offset-2"
              >
                {source.cite}
                <ExternalLink
                  aria-label="opens the source in a new tab"
                  className="ml-1 inline size-3"
                />
              </a>
            )}
            {source.note !== null && <span className="block text-ink-3">{source.note}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
