import { endpoints } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { Skeleton } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { useZone } from "../../frame/use-zone.ts";
import { call } from "../../server/call.ts";
import { formatInstant } from "../../server/format.ts";
import { stayWords } from "./stay-words.ts";
import { NextPage } from "../../frame/next-page.tsx";

export interface PeopleHereProps {
  readonly node: NodeId;
  readonly version: number;
  /** The reason that was chosen; everybody where none was. */
  readonly why: string | undefined;
  /** The segment whose people are shown; everybody's where none was chosen. */
  readonly segment: string | undefined;
}

/** Who stands at a step, why and until when, a page at a time. */
export function PeopleHere({ node, version, why, segment }: PeopleHereProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const zone = useZone();
  const people = useInfiniteQuery({
    queryKey: [endpoints.peopleAtNode.path, id, version, node, why, segment],
    queryFn: ({ signal, pageParam }) =>
      call(
        endpoints.peopleAtNode,
        {
          params: { id, version, node },
          query: {
            ...(pageParam === null ? {} : { cursor: pageParam }),
            ...(why === undefined ? {} : { why }),
            ...(segment === undefined ? {} : { segment }),
          },
        },
        signal,
      ),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  if (people.isError) {
    return (
      <LoadFailed
        what="The list of people could not be loaded"
        error={people.error}
        onRetry={() => void people.refetch()}
      />
    );
  }
  return (
    <section aria-label="Who is here">
      <h3 className="mb-1.5 text-sm font-semibold">
        {why === undefined ? "Who is here" : "Whom that keeps"}
      </h3>
      {people.isPending && <Skeleton className="h-20" />}
      <ul className="flex flex-col">
        {people.data?.pages
          .flatMap((page) => page.people)
          .map(({ runId, debtorId, label, stay, untilMs }) => (
            <li key={runId}>
              <Link
                to="/debtors/$id"
                params={{ id: debtorId }}
                className="flex flex-col rounded-control px-2 py-1.5 text-sm hover:bg-sunken"
              >
                <span className="truncate font-medium">{label}</span>
                <span className="text-ink-3">
                  {stayWords(stay)}
                  {untilMs !== null && `, until ${formatInstant(untilMs, zone)}`}
                </span>
              </Link>
            </li>
          ))}
      </ul>
      <NextPage of={people} label="Show more people" className="mt-1" />
    </section>
  );
}

/** Pages begin with the newest. */
const FIRST: string | null = null;
