import {
  dashboardEndpoints,
  FIGURE_WORDS,
  FigureId,
  type DashboardScope,
  type FigureDetail,
} from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ArrowLeft } from "lucide-react";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { Lines } from "../charts/lines.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { formatDate } from "../server/format.ts";
import { Change } from "./change.tsx";
import { dayWords, detailWords, periodWords } from "./detail-words.ts";
import { ExportLinks } from "./export-links.tsx";
import { KeptBackList } from "./kept-back-list.tsx";
import { PeopleBehind } from "./people-behind.tsx";
import { numberOf, pointWords, shareNote, valueWords } from "./value-words.ts";

/** One figure: how it went, what it is made of, which rules move it, and who is behind it. */
export function FigurePage() {
  const { figure } = useParams({ from: "/frame/dashboard/$figure" });
  const { detail, ...scope } = useSearch({ from: "/frame/dashboard/$figure" });
  const id = FigureId.catch("collected").parse(figure);
  const words = FIGURE_WORDS[id];
  const asked = useQuery({
    ...ask(dashboardEndpoints.figureDetail, {
      params: { figure: id },
      query: scope,
    }),
    placeholderData: (before) => before,
  });
  const { data } = asked;
  return (
    <Page
      title={words.name}
      subtitle={words.definition}
      actions={<ExportLinks figure={id} scope={scope} />}
    >
      <Link
        to="/dashboard"
        search={scope}
        className="-mt-3 inline-flex items-center gap-1 self-start text-base text-accent underline-offset-2 hover:underline print:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" /> Dashboard
      </Link>
      <NotLoaded query={asked} what="The figure could not be loaded" className="h-64" />
      {data !== undefined && data.figure.id === id && (
        <>
          <div>
            <p className="text-2xl font-semibold tabular-nums">{valueWords(data.figure.value)}</p>
            <p className="text-sm text-ink-3">
              {[shareNote(data.figure.value, words.of), periodWords(data.days)]
                .filter((each) => each !== undefined)
                .join("; ")}
            </p>
            <Change {...data.figure} />
          </div>
          <div className="grid gap-4 xl:grid-cols-2">
            <ByDay id={id} detail={data} />
            <Parts id={id} detail={data} chosen={detail} scope={scope} />
          </div>
          {data.rules.length > 0 && (
            <KeptBackList
              title="What rules kept back in these days"
              rules={data.rules}
              scope={scope}
            />
          )}
        </>
      )}
      <PeopleBehind
        id={id}
        scope={scope}
        detail={detail}
        part={data?.parts.find((part) => part.detail === detail)?.name ?? undefined}
      />
    </Page>
  );
}

interface ByDayProps {
  readonly id: FigureId;
  readonly detail: FigureDetail;
}

function ByDay({ id, detail: { byDay } }: ByDayProps) {
  const kind = byDay[0]?.value.kind ?? "count";
  const { name, definition } = dayWords(id, kind);
  const currency = byDay
    .flatMap(({ value }) => (value.kind === "money" ? value.amounts : []))
    .map((amount) => amount.currency)[0];
  return (
    <ChartFrame
      title="By day"
      definition={definition}
      headings={["Day", name]}
      rows={byDay.map(({ day, value }) => [formatDate(day), valueWords(value)])}
    >
      <Lines
        label={`${name} by day`}
        points={byDay.map(({ day, value }) => ({
          at: day.slice(5),
          value: numberOf(value) ?? null,
        }))}
        series={[{ key: "value", name }]}
        format={(point) => pointWords(kind, currency, point)}
      />
    </ChartFrame>
  );
}

interface PartsProps extends ByDayProps {
  readonly chosen: string | undefined;
  readonly scope: DashboardScope;
}

/** Each part opens its people, and once more everybody. */
function Parts({ id, detail: { parts }, chosen, scope }: PartsProps) {
  return (
    <section
      aria-label={FIGURE_WORDS[id].parts}
      className="flex min-w-0 flex-col gap-2 rounded-card border border-line bg-surface p-4"
    >
      <h2 className="text-lg font-semibold">{FIGURE_WORDS[id].parts}</h2>
      {parts.length === 0 && <p className="text-ink-3">Nothing was counted in these days.</p>}
      <ul className="flex flex-col">
        {parts.map(({ detail, name, value, before }) => (
          <li key={detail}>
            <Link
              to="/dashboard/$figure"
              params={{ figure: id }}
              search={{ ...scope, detail: detail === chosen ? undefined : detail }}
              aria-current={detail === chosen ? "true" : undefined}
              className={clsx(
                "flex items-baseline gap-3 rounded-control px-2 py-1.5 hover:bg-sunken",
                detail === chosen && "bg-accent-soft",
              )}
            >
              <span className="min-w-0 flex-1">{name ?? detailWords(id, detail)}</span>
              <span className="font-semibold tabular-nums">{valueWords(value)}</span>
              <span className="w-32 text-right text-xs text-ink-3 tabular-nums">
                {before === null ? "" : `from ${valueWords(before)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
