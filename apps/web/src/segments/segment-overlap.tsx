import { shareWords } from "@fairflow/contract/share-words";
import type { Criteria } from "@fairflow/criteria";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadFailed } from "../frame/load-failed.tsx";
import { formatCount } from "../server/format.ts";
import { SegmentCard } from "./segment-card.tsx";
import { overlapQuery } from "./segment-queries.ts";

export interface SegmentOverlapProps {
  readonly id: string;
  readonly criteria: Criteria;
}

/** Which other segments the same people are in. */
export function SegmentOverlap({ id, criteria }: SegmentOverlapProps) {
  const overlap = useQuery(overlapQuery(id, criteria));
  return (
    <SegmentCard title="Also in" hint="Other segments that hold for the same accounts now.">
      {overlap.isPending && <Skeleton className="m-4 h-24" />}
      {overlap.isError && (
        <div className="p-4">
          <LoadFailed
            what="The overlap could not be counted"
            error={overlap.error}
            onRetry={() => void overlap.refetch()}
          />
        </div>
      )}
      {overlap.data?.overlaps.length === 0 && (
        <p className="px-4 pb-4 text-base text-ink-2">No other segment has any of them.</p>
      )}
      {overlap.data !== undefined && overlap.data.overlaps.length > 0 && (
        <ul className="flex flex-col gap-2.5 px-4 pb-4">
          {overlap.data.overlaps.map(({ id: other, name, both }) => {
            const share = both / overlap.data.matching;
            return (
              <li key={other}>
                <p className="flex items-baseline gap-2 text-base">
                  <Link
                    to="/segments/$id"
                    params={{ id: other }}
                    className="min-w-0 flex-1 truncate font-medium underline-offset-2 hover:underline"
                  >
                    {name}
                  </Link>
                  <span className="shrink-0 text-sm text-ink-2 tabular-nums">
                    {`${formatCount(both)}, ${share < 0.001 ? "under 0.1 %" : shareWords(share)}`}
                  </span>
                </p>
                <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-sunken">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{ width: `${Math.max(1, 100 * share)}%` }}
                  />
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </SegmentCard>
  );
}
