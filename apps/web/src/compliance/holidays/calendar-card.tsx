import type { HolidayCalendar, HolidayView } from "@fairflow/contract";
import { Badge, type Tone } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { CalendarMinus, CalendarPlus, type LucideIcon } from "lucide-react";
import { weekdayOf, LocalDate } from "@fairflow/calendar";
import { formatDate } from "../../server/format.ts";

export interface CalendarCardProps {
  readonly calendar: HolidayCalendar;
  readonly year: number;
  /** The pack has other places, with days of their own. */
  readonly isOneOfSeveral: boolean;
}

const WEEKDAYS = {
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
} as const;

const CORRECTIONS: Readonly<
  Record<
    Exclude<HolidayView["origin"], "table">,
    { readonly word: string; readonly Icon: LucideIcon; readonly tone: Tone }
  >
> = {
  added: { word: "Added by the pack", Icon: CalendarPlus, tone: "info" },
  removed: { word: "Taken out by the pack", Icon: CalendarMinus, tone: "warn" },
};

const CELL = "px-3 py-1.5 text-left align-top";

/** The holidays of one place in one year. */
export function CalendarCard({ calendar, year, isOneOfSeveral }: CalendarCardProps) {
  const { packId, packTitle, place, days, table, weekend, isActive } = calendar;
  const corrected = days.filter(({ origin }) => origin !== "table").length;
  const name = place === null ? packTitle : `${packTitle}, ${place}`;
  return (
    <section
      aria-label={name}
      className="flex flex-col overflow-hidden rounded-card border border-line bg-surface"
    >
      <header className="flex flex-col gap-1 px-3 py-2.5">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-base font-semibold">
            <Link
              to="/compliance/packs/$id"
              params={{ id: packId }}
              className="underline decoration-line-strong underline-offset-2 hover:text-accent"
            >
              {packTitle}
            </Link>
          </h2>
          {isOneOfSeveral && (
            <Badge tone="neutral">{place ?? "Where the place is not known"}</Badge>
          )}
          {!isActive && <Badge tone="neutral">Not active</Badge>}
        </div>
        <p className="text-xs text-ink-3">
          {`${days.length - days.filter(({ origin }) => origin === "removed").length} holidays in ${year}${corrected === 0 ? ", all from the table" : `, ${corrected} corrected by the pack`}. Weekend: ${weekend.map((day) => WEEKDAYS[day]).join(" and ")}. Table `}
          <code className="select-all">{table}</code>
        </p>
      </header>
      {days.length === 0 ? (
        <p className="border-t border-line px-3 py-2 text-sm text-ink-2">No holidays this year.</p>
      ) : (
        <table className="w-full border-t border-line text-sm">
          <caption className="sr-only">{`Public holidays in ${year}: ${name}`}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Holiday</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {days.map((day) => (
              <HolidayRow key={day.date} day={day} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HolidayRow({ day: { date, name, origin, source } }: { readonly day: HolidayView }) {
  const correction = origin === "table" ? undefined : CORRECTIONS[origin];
  return (
    <tr>
      <th scope="row" className={`${CELL} w-36 font-normal whitespace-nowrap tabular-nums`}>
        {`${WEEKDAYS[weekdayOf(LocalDate.parse(date))]} ${formatDate(date)}`}
      </th>
      <td className={CELL}>
        <span className={origin === "removed" ? "line-through" : ""}>{name}</span>
        {correction !== undefined && (
          <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <Badge
              tone={correction.tone}
              icon={<correction.Icon aria-hidden className="size-3.5" />}
            >
              {correction.word}
            </Badge>
            {source !== null && <span className="text-xs text-ink-3">{source}</span>}
          </span>
        )}
      </td>
    </tr>
  );
}
