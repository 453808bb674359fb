import type { TaskVerdict } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { verdictLooks } from "../compliance/verdict-look.ts";
import { formatInstant } from "../server/format.ts";

export interface TaskVerdictBadgeProps {
  readonly verdict: TaskVerdict;
  readonly zone: string | undefined;
}

/** Whether it may be done now, or from when. */
export function TaskVerdictBadge({ verdict, zone }: TaskVerdictBadgeProps) {
  const { tone, Icon } = verdictLooks[verdict.kind];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5" />}>
      {wordsOf(verdict, zone)}
    </Badge>
  );
}

function wordsOf({ kind, untilMs }: TaskVerdict, zone: string | undefined): string {
  switch (kind) {
    case "allowed":
      return "Allowed now";
    case "deferred":
      return untilMs === null ? "Has to wait" : `From ${formatInstant(untilMs, zone)}`;
    case "forbidden":
      return "Not allowed";
  }
}
