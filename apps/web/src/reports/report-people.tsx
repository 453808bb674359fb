import { reportEndpoints, type ReportPeopleQuery, type ReportTable } from "@fairflow/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../server/call.ts";
import { PeopleDrawer } from "./people-drawer.tsx";
import type { ReportSearch } from "./report-search.ts";

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
  return (
    <PeopleDrawer
      title={titleOf(table, query)}
      description={table.title}
      nobody="Nobody, between these closes."
      people={people}
      onClose={onClose}
    />
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
