import { endpoints, type TimelineEntry, type TimelineKind } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { call } from "../server/call.ts";
import { formatDay, zoneName } from "../server/format.ts";
import { TimelineItem } from "./timeline-item.tsx";
import { NextPage } from "../frame/next-page.tsx";

export interface TimelineProps {
  readonly debtorId: string;
  readonly onWhy: (entry: TimelineEntry) => void;
}

/** What can be left out, in the words of whoever looks for something. */
const FILTERS: readonly { readonly label: string; readonly kinds: readonly TimelineKind[] }[] = [
  { label: "Everything", kinds: [] },
  { label: "Messages", kinds: ["message", "deferred", "refused", "reply"] },
  { label: "Rules", kinds: ["deferred", "refused", "legal-step"] },
  { label: "Money", kinds: ["payment", "promise"] },
  { label: "Disputes and holds", kinds: ["dispute", "hold"] },
  { label: "Work and notes", kinds: ["task", "note"] },
  { label: "Steps", kinds: ["step"] },
  { label: "Records", kinds: ["record", "import"] },
];

/** What was done, sent, deferred or refused, day by day in the debtor's own time, the newest first. */
export function Timeline({ debtorId, onWhy }: TimelineProps) {
  const [filter, setFilter] = useState("Everything");
  const kinds = FILTERS.find(({ label }) => label === filter)?.kinds.join(",") ?? "";
  const timeline = useInfiniteQuery({
    queryKey: [endpoints.timeline.path, debtorId, kinds],
    queryFn: ({ pageParam, signal }) =>
      call(
        endpoints.timeline,
        {
          params: { id: debtorId },
          query: { before: pageParam, ...(kinds === "" ? {} : { kinds }) },
        },
        signal,
      ),
    placeholderData: (before) => before,
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
      <div role="group" aria-label="What is shown" className="flex flex-wrap gap-1.5">
        {FILTERS.map(({ label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={label === filter}
            onClick={() => setFilter(label)}
            className={clsx(
              "h-7 rounded-control border px-2.5 text-sm font-medium",
              label === filter
                ? "border-accent bg-accent-soft text-accent"
                : "border-line-strong/60 bg-surface text-ink-2 hover:bg-sunken",
            )}
          >
            {label}
          </button>
        ))}
      </div>
      {days.length === 0 && (
        <p className="text-ink-2">
          {kinds === ""
            ? "Nothing has happened yet. As soon as a flow does something for this person, it shows here."
            : "Nothing of this kind has happened."}
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
      <NextPage of={timeline} label="Show what was before" className="self-start" />
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
