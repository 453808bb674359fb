import type { Pack } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { CircleAlert, CircleCheck, CircleSlash, Clock } from "lucide-react";

export interface PackBadgesProps {
  readonly pack: Pack;
}

/** How a pack stands, in a few words. */
export function PackBadges({ pack }: PackBadgesProps) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {pack.holdsEverywhere ? (
        <Badge tone="ok" icon={<CircleCheck aria-hidden className="size-3.5" />}>
          Always on
        </Badge>
      ) : pack.active === null ? (
        <Badge icon={<CircleSlash aria-hidden className="size-3.5" />}>Not active</Badge>
      ) : (
        <Badge tone="ok" icon={<CircleCheck aria-hidden className="size-3.5" />}>
          Active
        </Badge>
      )}
      {pack.isDraft && (
        <Badge tone="warn" icon={<CircleAlert aria-hidden className="size-3.5" />}>
          Draft: not read by counsel
        </Badge>
      )}
      {pack.isStale && (
        <Badge tone="bad" icon={<Clock aria-hidden className="size-3.5" />}>
          Stale: review is overdue
        </Badge>
      )}
      {pack.tzdataIsTooOld && (
        <Badge tone="bad" icon={<Clock aria-hidden className="size-3.5" />}>
          Time-zone data too old
        </Badge>
      )}
      {pack.newer !== null && <Badge tone="info">{`Newer version ${pack.newer.version}`}</Badge>}
    </span>
  );
}
