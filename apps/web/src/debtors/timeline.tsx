import { endpoints, type TimelineEntry } from "@fairflow/contract";
import { Button, Skeleton } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LoadFailed } from "../frame/load-failed.tsx";
import { call } from "../server/call.ts";
import { formatDay, zoneName } from "../server/format.ts";
import { TimelineItem } from "./timeline-item.tsx";

export interface TimelineProps {
  readonly debtorId: string;
  readonly onWhy: (attemptId: string) => void;
}

/** What was done, sent, deferred or refused, day by day in the debtor's own time, the newest first. */
export function Timeline({ debtorId, onWhy }: TimelineProps) {
  const timeline = useInfiniteQuery({
    queryKey: [endpoints.timeline.path, debtorId],
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.timeline, { params: { id: debtorId }, query: { before: pageParam } }, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    // Whoever comes back from the debtor's phone sees what was just done there.
    staleTime: 0,
    refetchInterval: 15_000,
  });
  if (timeline.isPending) return <Skeleton className="h-96" />;
  if (timeline.isError) {
    return (
      <LoadFailed
        what="The timeline could not be loaded"
        error={timeline.error}
        onRetry={() => void timeline.refetch()}
      />
    );
  }
  const zone = timeline.data.pages[0]?.zone;
  const days = byDay(
    timeline.data.pages.flatMap(({ entries }) => entries),
    zone,
  );
  const newest = days[0]?.entries[0];
  return (
    <section
      aria-label="What happened"
      className="flex flex-col gap-5 rounded-card border border-line bg-surface p-5"
    >
      {days.length === 0 && (
        <p className="text-ink-2">
          Nothing has happened yet. As soon as a flow does something for this person, it shows here.
        </p>
      )}
      {newest !== undefined && zone !== undefined && (
        <p className="-mb-2 text-xs text-ink-3">
          {`Times are those of the debtor, ${zoneName(newest.atMs, zone)}.`}
        </p>
      )}
      {days.map(({ day, entries }) => (
        <section key={day}>
          <h2 className="mb-2 text-sm font-semibold text-ink-2">{day}</h2>
          <ol className="flex flex-col">
            {entries.map((entry) => (
              <TimelineItem key={entry.id} entry={entry} zone={zone} onWhy={onWhy} />
            ))}
          </ol>
        </section>
      ))}
      {timeline.hasNextPage && (
        <Button
          className="self-start"
          disabledReason={timeline.isFetchingNextPage ? "Loading" : undefined}
          onClick={() => void timeline.fetchNextPage()}
        >
          Show what was before
        </Button>
      )}
    </section>
  );
}

interface Day {
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

function byDay(entries: readonly TimelineEntry[], zone: string | undefined): readonly Day[] {
  const days = Map.groupBy(entries, ({ atMs }) => formatDay(atMs, zone));
  return [...days].map(([day, of]) => ({ day, entries: of }));
}

function firstPage(): string | undefined {
  return undefined;
}
