import { reportEndpoints, type ReportPeopleQuery, type ReportTable } from "@fairflow/contract";
import { Drawer, Skeleton } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadFailed } from "../frame/load-failed.tsx";
import { call } from "../server/call.ts";
import { formatMoney } from "../server/format.ts";
import type { ReportSearch } from "./report-search.ts";
import { NextPage } from "../frame/next-page.tsx";

export interface ReportPeopleProps {
  readonly kind: ReportSearch["kind"];
  readonly query: Omit<ReportPeopleQuery, "after">;
  readonly table: ReportTable;
  readonly onClose: () => void;
}

const FIRST = 0;

/** Whom a figure of a report counts, a page at a time; each opens their file. */
export function ReportPeople({ kind, query, table, onClose }: ReportPeopleProps) {
  const people = useInfiniteQuery({
    queryKey: [reportEndpoints.reportPeople.path, kind, query],
    queryFn: ({ signal, pageParam }) =>
      call(
        reportEndpoints.reportPeople,
        { params: { kind }, query: { ...query, after: pageParam } },
        signal,
      ),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Drawer open onClose={onClose} title={titleOf(table, query)} description={table.title}>
      {people.isPending && <Skeleton className="h-96" />}
      {people.isError && (
        <LoadFailed
          what="The list of people could not be loaded"
          error={people.error}
          onRetry={() => void people.refetch()}
        />
      )}
      {people.isSuccess && rows.length === 0 && (
        <p className="text-ink-3">Nobody, between these closes.</p>
      )}
      {rows.length > 0 && (
        <ul
          aria-label="Who is behind it"
          className="divide-y divide-line rounded-card border border-line"
        >
          {rows.map(({ id, debtorId, label, reference, amount, attemptId }) => (
            <li key={id}>
              <Link
                to="/debtors/$id"
                params={{ id: debtorId }}
                search={attemptId === null ? {} : { why: attemptId }}
                className="flex flex-wrap items-baseline gap-x-4 px-3 py-2 hover:bg-sunken"
              >
                <span className="min-w-32 flex-1 font-medium">{label}</span>
                {reference !== null && <span className="text-sm text-ink-3">{reference}</span>}
                {amount !== null && <span className="tabular-nums">{formatMoney(amount)}</span>}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <NextPage of={people} label="Show more people" className="mt-3" />
    </Drawer>
  );
}

/** As in `1 to 30 days: cured`; a line without a name of its own is its column alone. */
function titleOf(
  { columns, rows, keys }: ReportTable,
  { row, column }: Pick<ReportPeopleQuery, "row" | "column">,
): string {
  const label = columns.find(({ key }) => key === column)?.label ?? "";
  const name = columns[0]?.kind === "text" ? rows[keys.indexOf(row)]?.[0] : undefined;
  return typeof name === "string" ? `${name}: ${label.toLocaleLowerCase("en")}` : label;
}
