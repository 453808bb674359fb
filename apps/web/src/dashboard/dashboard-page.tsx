import { dashboardEndpoints, type Dashboard, type DashboardScope } from "@fairflow/contract";
import { EmptyState, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Gauge } from "lucide-react";
import { Bars } from "../charts/bars.tsx";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { Lines } from "../charts/lines.tsx";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatCount, formatDate, formatMoney } from "../server/format.ts";
import { RequestFailed } from "../server/request-failed.ts";
import { Alerts } from "./alerts.tsx";
import { BUCKETS, periodWords } from "./detail-words.ts";
import { ExportLinks } from "./export-links.tsx";
import { FigureTile } from "./figure-tile.tsx";
import { FlowTable } from "./flow-table.tsx";
import { HeldList } from "./held-list.tsx";
import { KeptBackList } from "./kept-back-list.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { UnallocatedTile } from "./unallocated-tile.tsx";

const AGAIN_MS = 15_000;

/** How the month goes against the month before, and where to look. */
export function DashboardPage() {
  const scope = useSearch({ from: "/frame/dashboard" });
  const navigate = useNavigate();
  const zone = useZone();
  const dashboard = useQuery({
    ...ask(dashboardEndpoints.dashboard, { query: scope }),
    placeholderData: (before) => before,
    refetchInterval: AGAIN_MS,
  });
  const { data } = dashboard;
  const isEmpty =
    scope.portfolio === undefined &&
    scope.client === undefined &&
    dashboard.error instanceof RequestFailed &&
    dashboard.error.code === "not-found";
  return (
    <Page
      title="Dashboard"
      subtitle={data === undefined ? "This month against the last one." : subtitle(data)}
      actions={
        <>
          {data !== undefined && (
            <ScopeFields
              portfolios={data.portfolios}
              scope={scope}
              onChange={(search) => void navigate({ to: "/dashboard", search, replace: true })}
            />
          )}
          <ExportLinks scope={scope} />
        </>
      }
    >
      {dashboard.isPending && <Loading />}
      {isEmpty && (
        <EmptyState icon={<Gauge />} title="Nothing to count yet">
          Once accounts are imported, this page shows what is collected, promised and kept back.
        </EmptyState>
      )}
      {dashboard.isError && !isEmpty && (
        <LoadFailed
          what="The dashboard could not be loaded"
          kept={data === undefined ? undefined : "The numbers below are the last that came."}
          error={dashboard.error}
          onRetry={() => void dashboard.refetch()}
        />
      )}
      {data !== undefined && (
        <>
          <Alerts alerts={data.alerts} scope={scope} zone={zone} />
          <section
            aria-label="Figures of the month"
            className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-4"
          >
            {data.figures.map((figure) => (
              <FigureTile key={figure.id} figure={figure} scope={scope} />
            ))}
            <UnallocatedTile unallocated={data.unallocated} />
          </section>
          <div className="grid gap-4 xl:grid-cols-2">
            <Pace pace={data.pace} />
            <Daily daily={data.daily} />
            <Funnel funnel={data.funnel} scope={scope} />
            <KeptBackList
              title="What rules kept back"
              rules={data.keptBack.slice(0, 8)}
              scope={scope}
            />
          </div>
          <FlowTable flows={data.flows} scope={scope} />
          <HeldList held={data.held} scope={scope} />
          <p className="text-sm text-ink-3">
            Days are those of each portfolio's zone.{" "}
            <Link
              to="/compliance/blocked"
              className="underline decoration-line-strong underline-offset-2 hover:text-accent"
            >
              What the rules kept back, by flow
            </Link>
          </p>
        </>
      )}
    </Page>
  );
}

function subtitle({ days }: Dashboard): string {
  const before = periodWords({ from: days.comparedFrom, through: days.comparedThrough });
  return `${periodWords(days)}, working day ${days.workingDay}, against ${before}.`;
}

function Loading() {
  return (
    <div
      role="status"
      aria-label="The figures are on their way"
      className="grid grid-cols-2 gap-3 md:grid-cols-4"
    >
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-24" />
      ))}
    </div>
  );
}

function Pace({ pace: { currency, points } }: Pick<Dashboard, "pace">) {
  const words = (minor: number) =>
    currency === "" ? formatCount(minor) : formatMoney({ minor, currency });
  return (
    <ChartFrame
      title="Collected by working day"
      definition="Summed up from the first of the month; money of a day off counts to the working day before it."
      headings={["Working day", "This month", "Month before"]}
      rows={points.map(({ workingDay, collected, before }) => [
        String(workingDay),
        collected === null ? "" : words(collected),
        before === null ? "" : words(before),
      ])}
    >
      <Lines
        label="Collected by working day, this month and the month before"
        points={points.map(({ workingDay, ...point }) => ({ at: workingDay, ...point }))}
        series={[
          { key: "collected", name: "This month" },
          { key: "before", name: "Month before" },
        ]}
        format={words}
      />
    </ChartFrame>
  );
}

function Daily({ daily }: Pick<Dashboard, "daily">) {
  return (
    <ChartFrame
      title="Attempts by day"
      definition="The last 30 days; today is not over."
      headings={["Day", "Attempts", "Contacts", "Kept back"]}
      rows={daily.map(({ day, attempts, contacts, keptBack }) => [
        formatDate(day),
        formatCount(attempts),
        formatCount(contacts),
        formatCount(keptBack),
      ])}
    >
      <Lines
        label="Attempts, contacts and what rules kept back on each of the last 30 days"
        points={daily.map(({ day, ...point }) => ({ at: day.slice(5), ...point }))}
        series={[
          { key: "attempts", name: "Attempts" },
          { key: "contacts", name: "Contacts" },
          { key: "keptBack", name: "Kept back" },
        ]}
        format={formatCount}
      />
    </ChartFrame>
  );
}

function Funnel({ funnel, scope }: Pick<Dashboard, "funnel"> & { readonly scope: DashboardScope }) {
  const buckets = funnel?.buckets ?? [];
  return (
    <ChartFrame
      title="Accounts by age of arrears"
      definition={
        funnel === null
          ? "The first close of a day is not over yet."
          : `At the close of ${formatDate(funnel.day)}.`
      }
      headings={["Days past due", "Accounts", "Arrears"]}
      rows={buckets.map(({ bucket, accounts, arrears }) => [
        BUCKETS[bucket] ?? bucket,
        formatCount(accounts),
        arrears.map(formatMoney).join(" + "),
      ])}
    >
      {funnel !== null && (
        <>
          <Bars
            label="Accounts by age of arrears"
            bars={buckets.map(({ bucket, accounts }) => ({
              name: BUCKETS[bucket] ?? bucket,
              value: accounts,
              label: formatCount(accounts),
            }))}
          />
          <Link
            to="/reports"
            search={{ kind: "ageing", ...scope }}
            className="text-base text-accent underline-offset-2 hover:underline print:hidden"
          >
            Who stands where
          </Link>
        </>
      )}
    </ChartFrame>
  );
}
