import { endpoints, type StepMetric } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { X } from "lucide-react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { call } from "../../server/call.ts";
import { formatInstant, formatMoney } from "../../server/format.ts";
import { countsQuery } from "./live-scope.ts";
import { useLiveScope } from "./use-live-scope.ts";
import { NextPage } from "../../frame/next-page.tsx";

/** A number of a step that was opened. */
export interface OpenedNumber {
  readonly metric: StepMetric;
  readonly label: string;
  /** Of those who left: the way out; of what was kept back: the rule. */
  readonly exit?: string;
}

export interface PeopleCountedProps {
  readonly node: NodeId;
  readonly version: number;
  readonly opened: OpenedNumber;
  readonly onClose: () => void;
}

/** Pages begin with the newest. */
const FIRST: string | null = null;

/** Who is behind a number of a step, a page at a time. */
export function PeopleCounted({ node, version, opened, onClose }: PeopleCountedProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const zone = useZone();
  const { scope } = useLiveScope();
  const { fromMs, beforeMs } = countsQuery(scope, zone);
  const { metric, label, exit } = opened;
  const people = useInfiniteQuery({
    queryKey: [endpoints.peopleCounted.path, id, version, node, metric, exit, fromMs, beforeMs],
    queryFn: ({ signal, pageParam }) =>
      call(
        endpoints.peopleCounted,
        {
          params: { id, version, node, metric },
          query: {
            ...(pageParam === null ? {} : { cursor: pageParam }),
            ...(exit === undefined ? {} : { exit }),
            ...(fromMs === undefined ? {} : { fromMs }),
            ...(beforeMs === undefined ? {} : { beforeMs }),
          },
        },
        signal,
      ),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <section
      ref={showIt}
      aria-label={`Who: ${label}`}
      className="rounded-card border border-line p-2"
    >
      <div className="mb-1 flex items-center justify-between gap-2 px-2">
        <h3 className="text-sm font-semibold">{`Who: ${label}`}</h3>
        <button
          type="button"
          aria-label="Close this list"
          onClick={onClose}
          className="flex size-6 items-center justify-center rounded-control hover:bg-sunken"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {scope.segment !== undefined && (
        <p className="px-2 text-xs text-ink-3">Of everybody, whatever segment is chosen.</p>
      )}
      <NotLoaded query={people} what="The list of people could not be loaded" className="h-20" />
      {people.isSuccess && rows.length === 0 && <p className="px-2 text-ink-3">Nobody.</p>}
      <ul className="flex flex-col">
        {rows.map(({ id: row, debtorId, label: name, atMs, amount, attemptId }) => (
          <li key={row}>
            <Link
              to="/debtors/$id"
              params={{ id: debtorId }}
              search={attemptId === null ? {} : { why: attemptId }}
              className="flex flex-col rounded-control px-2 py-1.5 text-sm hover:bg-sunken"
            >
              <span className="truncate font-medium">{name}</span>
              <span className="text-ink-3">
                {formatInstant(atMs, zone)}
                {amount !== null && `, ${formatMoney(amount)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <NextPage of={people} label="Show more people" className="mt-1" />
    </section>
  );
}

/** Numbers further down open it too. */
function showIt(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: "nearest" });
}
