import type { ScenarioOutcome } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { CircleCheck, CircleX } from "lucide-react";

export interface OutcomeBadgeProps {
  readonly outcome: ScenarioOutcome | undefined;
  readonly isRunning: boolean;
}

export function OutcomeBadge({ outcome, isRunning }: OutcomeBadgeProps) {
  if (outcome === undefined) return isRunning ? <Badge>Running</Badge> : null;
  return outcome.passed ? (
    <Badge tone="ok" icon={<CircleCheck aria-hidden className="size-3.5" />}>
      Passes
    </Badge>
  ) : (
    <Badge tone="bad" icon={<CircleX aria-hidden className="size-3.5" />}>
      Fails
    </Badge>
  );
}
