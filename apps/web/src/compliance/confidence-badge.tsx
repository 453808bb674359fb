import type { RuleSource } from "@fairflow/contract";
import { Badge, Tooltip, type Tone } from "@fairflow/ui";

export interface ConfidenceBadgeProps {
  readonly source: RuleSource;
}

const TONES: Readonly<Record<RuleSource["confidence"], Tone>> = {
  A: "ok",
  B: "info",
  C: "warn",
  G: "bad",
};

/** How sure the citation is: the letter, with its meaning beside it for whoever asks. */
export function ConfidenceBadge({ source }: ConfidenceBadgeProps) {
  const { confidence, confidenceMeans } = source;
  return (
    <Tooltip text={confidenceMeans}>
      <button
        type="button"
        aria-label={`Confidence ${confidence}: ${confidenceMeans}`}
        className="rounded"
      >
        <Badge tone={TONES[confidence]}>{confidence}</Badge>
      </button>
    </Tooltip>
  );
}
