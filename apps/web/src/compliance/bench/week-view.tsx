import type { Zone } from "@fairflow/calendar";
import type { GateWeek, WeekPart } from "@fairflow/contract";
import { useState, type KeyboardEvent } from "react";
import { formatDay, zoneName } from "../../server/format.ts";
import { MomentLine } from "./moment-line.tsx";
import { PartRules } from "./part-rules.tsx";
import { WeekBlock } from "./week-block.tsx";
import { weekDays, type WeekDay } from "./week-days.ts";
import { WeekLegend } from "./week-legend.tsx";
import { lookOf } from "./week-look.ts";
import { partWords, remarkWords } from "./week-part-words.ts";
import { weekStep } from "./week-step.ts";
import { WeekTable } from "./week-table.tsx";

export interface WeekViewProps {
  readonly week: GateWeek;
  /** The moment that is asked about. */
  readonly atMs: number;
  readonly zone: Zone;
}

const HOURS = [0, 6, 12, 18, 24] as const;

/** The answers of seven days: when it is allowed, when it waits or is forbidden, and by which rules. */
export function WeekView({ week, atMs, zone }: WeekViewProps) {
  const days = weekDays(week);
  const [shownMs, setShownMs] = useState<number | undefined>();
  const chosen = week.parts.find(({ fromMs }) => fromMs === shownMs);
  const stop = chosen ?? week.parts[0];
  const walk = (event: KeyboardEvent<HTMLButtonElement>, from: WeekPart) => {
    const to = weekStep(days, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    event.currentTarget
      .closest("[data-week]")
      ?.querySelector<HTMLElement>(`[data-from="${to.fromMs}"]`)
      ?.focus();
  };
  return (
    <>
      <p className="text-sm text-ink-3">
        {`As if nothing else happened. Times are those of ${zone.name}, ${zoneName(week.fromMs, zone.name)}. Walk with the arrow keys.`}
      </p>
      <WeekLegend looks={new Set(week.parts.map(lookOf))} />
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
              <div className="relative h-96 overflow-hidden rounded-control border border-line bg-sunken">
                {day.parts.map((part) => (
                  <WeekBlock
                    key={part.fromMs}
                    part={part}
                    label={partWords(part, zone.name)}
                    isShown={part === chosen}
                    isStop={part === stop}
                    onShow={() => setShownMs(part.fromMs)}
                    onKeyDown={(event) => walk(event, part)}
                  />
                ))}
                <MomentLine day={day} atMs={atMs} zone={zone} />
              </div>
            </div>
          ))}
        </div>
      </div>
      <div
        role="status"
        className="min-h-16 rounded-card border border-line bg-surface px-3 py-2.5"
      >
        {chosen === undefined ? (
          <p className="text-sm text-ink-3">
            Point at a part of the week, or walk to it, to see which rules speak then.
          </p>
        ) : (
          <>
            <p className="text-base font-medium">{partWords(chosen, zone.name)}</p>
            <p className="text-sm text-ink-2">{remarkWords(chosen, zone.name)}</p>
            <PartRules part={chosen} week={week} />
          </>
        )}
      </div>
      <WeekTable week={week} zone={zone.name} />
    </>
  );
}

function dayName({ parts, date }: WeekDay, zone: Zone): string {
  const [first] = parts;
  return first === undefined ? date : formatDay(first.fromMs, zone.name);
}

function shortDay({ weekday, date }: WeekDay): string {
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${Number(date.slice(8))}`;
}
