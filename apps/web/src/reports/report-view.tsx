import { reportEndpoints } from "@fairflow/contract";
import { EmptyState, Skeleton } from "@fairflow/ui";
import { skipToken, useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import type { ReactNode } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { formatDate } from "../server/format.ts";
import { askedReport } from "./asked-report.ts";
import { FigureTable } from "./figure-table.tsx";
import { FileLinks } from "./file-links.tsx";
import { ReportFilters } from "./report-filters.tsx";
import { ReportPeople } from "./report-people.tsx";
import type { ReportSearch } from "./report-search.ts";

export interface ReportViewProps {
  readonly title: string;
  readonly subtitle: string;
  readonly search: ReportSearch;
  readonly onSearch: (search: ReportSearch) => void;
  readonly isHouse: boolean;
  readonly actions?: ReactNode;
}

const KINDS = [
  { value: "rolls", label: "Roll rates and cures" },
  { value: "ageing", label: "Ageing" },
  { value: "vintages", label: "Vintages" },
  { value: "collecting", label: "Collecting" },
] as const;

/** A report with its choices, as the house and, narrowed by the server, clients see it. */
export function ReportView({
  title,
  subtitle,
  search,
  onSearch,
  isHouse,
  actions,
}: ReportViewProps) {
  const choices = useQuery(ask(reportEndpoints.reportChoices, {}));
  const query = choices.data === undefined ? undefined : askedReport(search, choices.data);
  const asked = ask(reportEndpoints.report, {
    params: { kind: search.kind },
    query: query ?? NOTHING,
  });
  const report = useQuery({
    ...asked,
    ...(query === undefined ? { queryFn: skipToken } : {}),
    placeholderData: (before) => before,
  });
  const hasNoDay = choices.data?.days === null;
  const { row = "", column = "" } = search;
  const opened = isHouse ? report.data?.tables.find(({ id }) => id === search.table) : undefined;
  return (
    <Page
      title={title}
      subtitle={subtitle}
      actions={
        <>
          {query !== undefined && report.data !== undefined && (
            <FileLinks kind={search.kind} query={query} tables={report.data.tables} />
          )}
          {actions}
        </>
      }
    >
      <div role="group" aria-label="Report" className="flex flex-wrap gap-1 border-b border-line">
        {KINDS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={search.kind === value}
            onClick={() => onSearch({ ...search, kind: value })}
            className="-mb-px border-b-2 border-transparent px-2.5 py-2 text-base font-medium text-ink-2 hover:text-ink aria-pressed:border-accent aria-pressed:text-ink"
          >
            {label}
          </button>
        ))}
      </div>
      {choices.data !== undefined && query !== undefined && (
        <>
          <ReportFilters
            kind={search.kind}
            query={query}
            choices={choices.data}
            isHouse={isHouse}
            onChange={(change) => onSearch({ ...search, ...change })}
          />
          <p className="-mt-2 text-sm text-ink-3">
            {`Days are closed at midnight of each portfolio; closes are kept from ${formatDate(choices.data.days?.first ?? "")} to ${formatDate(choices.data.days?.last ?? "")}.`}
          </p>
        </>
      )}
      {hasNoDay && (
        <EmptyState icon={<CalendarClock />} title="No day has been closed yet">
          Reports compare how accounts stood at the end of days. The first day is kept at midnight
          after accounts came in.
        </EmptyState>
      )}
      {(choices.isPending || (report.isPending && !hasNoDay && !choices.isError)) && (
        <Skeleton className="h-64" />
      )}
      {(choices.isError || report.isError) && (
        <LoadFailed
          what="The report could not be loaded"
          error={choices.error ?? report.error ?? new Error("The report did not come")}
          onRetry={() => void (choices.isError ? choices.refetch() : report.refetch())}
        />
      )}
      {query !== undefined &&
        report.data?.tables.map((table) => (
          <FigureTable
            key={table.id}
            table={table}
            currency={query.currency}
            onOpen={
              isHouse ? (cell) => onSearch({ ...search, table: table.id, ...cell }) : undefined
            }
          />
        ))}
      {query !== undefined && opened !== undefined && (
        <ReportPeople
          kind={search.kind}
          query={{ ...query, table: opened.id, row, column }}
          table={opened}
          onClose={() => onSearch({ ...search, ...NO_FIGURE })}
        />
      )}
    </Page>
  );
}

const NO_FIGURE = { table: undefined, row: undefined, column: undefined };

/** Never sent: nothing is asked before the choices are there. */
const NOTHING = { currency: "ZAR", from: "2000-01-01", to: "2000-01-01", by: "product" } as const;
