import type { Zone } from "@fairflow/calendar";
import type { endpoints, OutputOf } from "@fairflow/contract";
import { useState, type KeyboardEvent } from "react";
import { formatDay, formatTime, zoneName } from "../../server/format.ts";
import { StretchDetail } from "./stretch-detail.tsx";
import { weekDays, type Stretch, type WeekDay } from "./week-days.ts";
import { MomentLine } from "./moment-line.tsx";
import { weekStep } from "./week-step.ts";
import { WeekStretch } from "./week-stretch.tsx";
import type { BenchQuestion } from "./bench-question.ts";

type BenchAnswer = OutputOf<(typeof endpoints)["bench"]>;

export interface WeekViewProps {
  readonly question: BenchQuestion;
  readonly answer: BenchAnswer;
  readonly zone: Zone;
}

const HOURS = [0, 6, 12, 18, 24] as const;

/** The week from the moment that is asked about: what is open, what is closed, and by which rules. */
export function WeekView({ question, answer, zone }: WeekViewProps) {
  const { week, verdict } = answer;
  const days = weekDays({ ...week, openings: week.openings }, zone);
  const stretches = days.flatMap((day) => day.stretches).filter(({ state }) => state !== "outside");
  const [shownMs, setShownMs] = useState<number | undefined>();
  const shown = stretches.find(({ fromMs }) => fromMs === shownMs) ?? stretches[0];
  const closed = verdict.kind === "forbidden" ? "forbidden" : "deferred";
  const walk = (event: KeyboardEvent<HTMLButtonElement>, from: Stretch) => {
    const to = weekStep(days, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    event.currentTarget
      .closest("[data-week]")
      ?.querySelector<HTMLElement>(`[data-from="${to.fromMs}"]`)
      ?.focus();
  };
  return (
    <section aria-labelledby="bench-week" className="flex flex-col gap-2">
      <div>
        <h2 id="bench-week" className="text-lg font-semibold">
          The week from that day on
        </h2>
        <p className="text-sm text-ink-3">
          {`As if nothing else happened. Times are those of ${zone.name}, ${zoneName(week.fromMs, zone.name)}. Walk with the arrow keys.`}
        </p>
      </div>
      <Legend
        closed={closed}
        hasOutside={stretches.length < days.flatMap((day) => day.stretches).length}
      />
      <div className="overflow-x-auto overflow-y-hidden pb-2">
        <div data-week role="group" aria-label="The week" className="flex min-w-100 gap-1">
          <div aria-hidden className="relative mt-6 h-96 w-9 shrink-0 text-xs text-ink-3">
            {HOURS.map((hour) => (
              <span
                key={hour}
                className="absolute right-1 -translate-y-1/2 tabular-nums"
                style={{ top: `${(100 * hour) / 24}%` }}
              >
                {`${String(hour).padStart(2, "0")}:00`}
              </span>
            ))}
          </div>
          {days.map((day) => (
            <div key={day.date} role="group" aria-label={dayName(day, zone)} className="flex-1">
              <p aria-hidden className="h-6 text-center text-xs font-medium text-ink-2">
                {shortDay(day)}
              </p>
              <div className="relative h-96 overflow-hidden rounded-control border border-line bg-surface">
                {day.stretches.map((stretch) => (
                  <WeekStretch
                    key={stretch.fromMs}
                    stretch={stretch}
                    closed={closed}
                    label={stretchWords(stretch, { zone, closed })}
                    isShown={stretch.fromMs === shown?.fromMs && shownMs !== undefined}
                    isStop={stretch.fromMs === shown?.fromMs}
                    onShow={() => setShownMs(stretch.fromMs)}
                    onKeyDown={(event) => walk(event, stretch)}
                  />
                ))}
                <MomentLine day={day} atMs={question.atMs} zone={zone} />
              </div>
            </div>
          ))}
        </div>
      </div>
      {shown !== undefined && shownMs !== undefined && (
        <StretchDetail
          title={stretchWords(shown, { zone, closed })}
          question={question}
          stretch={shown}
        />
      )}
    </section>
  );
}

const CLOSED_WORDS = { deferred: "has to wait", forbidden: "not allowed" } as const;

interface LegendProps {
  readonly closed: "deferred" | "forbidden";
  readonly hasOutside: boolean;
}

function Legend({ closed, hasOutside }: LegendProps) {
  return (
    <ul
      aria-label="What the looks mean"
      className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2"
    >
      <li>Tick: allowed</li>
      <li>
        {closed === "deferred" ? "Clock, hatched: has to wait" : "Barred, crossed: not allowed"}
      </li>
      <li>Line: the moment that you ask about</li>
      {hasOutside && <li>Grey: not part of the week</li>}
    </ul>
  );
}

function stretchWords(
  { fromMs, toMs, toMinute, state }: Stretch,
  { zone, closed }: { readonly zone: Zone; readonly closed: "deferred" | "forbidden" },
): string {
  const end = toMinute === 1440 ? "24:00" : formatTime(toMs, zone.name);
  const words = state === "open" ? "allowed" : CLOSED_WORDS[closed];
  return `${formatDay(fromMs, zone.name)}, ${formatTime(fromMs, zone.name)} to ${end}: ${words}`;
}

function dayName({ stretches, date }: WeekDay, zone: Zone): string {
  const [first] = stretches;
  return first === undefined ? date : formatDay(first.fromMs, zone.name);
}

function shortDay({ weekday, date }: WeekDay): string {
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${Number(date.slice(8))}`;
}
