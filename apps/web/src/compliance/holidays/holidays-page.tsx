import { endpoints, type HolidayCalendar } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { ask } from "../../server/ask.ts";
import { CalendarCard } from "./calendar-card.tsx";

/** The days on which the law counts no business day and many hours are shut, year by year. */
export function HolidaysPage() {
  const { year } = useSearch({ from: "/frame/compliance/holidays" });
  const navigate = useNavigate();
  const holidays = useQuery({
    ...ask(endpoints.holidays, { query: { year } }),
    placeholderData: (before) => before,
  });
  const { data } = holidays;
  const calendars = data?.calendars ?? [];
  const active = calendars.filter(({ isActive }) => isActive);
  const others = calendars.filter(({ isActive }) => !isActive);
  return (
    <Page
      title="Public holidays"
      subtitle="The days that hours and counts of business days go by. They come from a table that is kept with the program; where a pack knows better, it says so and names its source."
      actions={
        data !== undefined && (
          <SelectField
            label="Year"
            labelHidden
            className="w-28"
            value={String(year ?? data.year)}
            options={yearsOf(data).map((each) => ({ value: each, label: each }))}
            onChange={(value) =>
              void navigate({
                to: "/compliance/holidays",
                search: { year: Number(value) },
                replace: true,
              })
            }
          />
        )
      }
    >
      <NotLoaded query={holidays} what="The holidays could not be loaded" className="h-96" />
      {data !== undefined && (
        <>
          <CalendarGrid calendars={active.length > 0 ? active : others} year={data.year} />
          {active.length > 0 && others.length > 0 && (
            <details>
              <summary className="text-base font-medium text-ink-2">
                {`Of packs that nobody has activated (${others.length})`}
              </summary>
              <div className="mt-3">
                <CalendarGrid calendars={others} year={data.year} />
              </div>
            </details>
          )}
          <p className="text-xs text-ink-3">
            {`The tables run from ${data.firstYear} to ${data.lastYear}; a day that they do not reach is refused. Made from ${data.source}, by commenthol, and corrected where the law as it was is known.`}
          </p>
        </>
      )}
    </Page>
  );
}

interface CalendarGridProps {
  readonly calendars: readonly HolidayCalendar[];
  readonly year: number;
}

function CalendarGrid({ calendars, year }: CalendarGridProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
      {calendars.map((calendar) => (
        <CalendarCard
          key={`${calendar.packId} ${calendar.place ?? ""}`}
          calendar={calendar}
          isOneOfSeveral={calendars.filter(({ packId }) => packId === calendar.packId).length > 1}
          year={year}
        />
      ))}
    </div>
  );
}

function yearsOf({
  firstYear,
  lastYear,
}: {
  readonly firstYear: number;
  readonly lastYear: number;
}): readonly string[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => String(firstYear + index));
}
