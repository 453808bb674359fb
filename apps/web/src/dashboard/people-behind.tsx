import { dashboardEndpoints, type DashboardScope, type FigureId } from "@fairflow/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RuleLink } from "../compliance/rule-link.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { formatDate, formatInstant, formatMoney } from "../server/format.ts";
import { detailWords } from "./detail-words.ts";
import { NextPage } from "../frame/next-page.tsx";

export interface PeopleBehindProps {
  readonly id: FigureId;
  readonly scope: DashboardScope;
  readonly detail: string | undefined;
  /** What that part is called, where it has a name of its own. */
  readonly part: string | undefined;
}

/** Pages begin with the newest. */
const FIRST: string | null = null;

/** Who is behind a figure or a part of it, a page at a time; each opens their file, and the reasons of the message. */
export function PeopleBehind({ id, scope, detail, part }: PeopleBehindProps) {
  const zone = useZone();
  const people = useInfiniteQuery({
    queryKey: [dashboardEndpoints.figurePeople.path, id, scope, detail],
    queryFn: ({ signal, pageParam }) =>
      call(
        dashboardEndpoints.figurePeople,
        {
          params: { figure: id },
          query: {
            ...scope,
            detail,
            ...(pageParam === null ? {} : { cursor: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  const rule = people.data?.pages[0]?.rule ?? null;
  return (
    <section aria-label="Who is behind it" className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">
        {detail === undefined
          ? "Who is behind it"
          : `Who is behind it: ${part ?? detailWords(id, detail)}`}
      </h2>
      {rule !== null && (
        <p className="text-base text-ink-2">
          The rule: <RuleLink rule={rule} />
        </p>
      )}
      <NotLoaded query={people} what="The list of people could not be loaded" className="h-40" />
      {people.isSuccess && rows.length === 0 && (
        <p className="text-ink-3">Nobody, in these days.</p>
      )}
      {rows.length > 0 && (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {rows.map((row) => (
            <li key={row.id}>
              <Link
                to="/debtors/$id"
                params={{ id: row.debtorId }}
                search={row.attemptId === null ? {} : { why: row.attemptId }}
                className="flex flex-wrap items-baseline gap-x-4 px-4 py-2 hover:bg-sunken"
              >
                <span className="min-w-40 flex-1 font-medium">{row.label}</span>
                <span className="text-ink-2">{detailWords(id, row.detail)}</span>
                {row.amount !== null && (
                  <span className="tabular-nums">{formatMoney(row.amount)}</span>
                )}
                <span className="text-sm text-ink-3 tabular-nums">
                  {row.atMs === null ? formatDate(row.day) : formatInstant(row.atMs, zone)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <NextPage of={people} label="Show more people" className="self-start print:hidden" />
    </section>
  );
}
