import {
  addDays,
  instantAt,
  localTime,
  weekdayOf,
  type LocalDate,
  type Weekday,
  type Zone,
} from "@fairflow/calendar";
import type { Opening } from "@fairflow/contract";

const DAYS = 7;
const MINUTES = 1440;

/** Part of one day in which the answer is the same, `[fromMs, toMs)`; minutes are those on the wall. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** `outside` lies before the moment that is asked about, or after the week. */
  readonly state: "open" | "closed" | "outside";
}

export interface WeekDay {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  readonly stretches: readonly Stretch[];
}

/**
 * Seven local days from the one on which the week begins, each cut where it opens or closes.
 *
 * @param week its openings, ascending and apart
 */
export function weekDays(
  week: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly openings: readonly Opening[];
  },
  zone: Zone,
): readonly WeekDay[] {
  const first = localTime(zone, new Date(week.fromMs)).date;
  return Array.from({ length: DAYS }, (_, index) => {
    const date = addDays(first, index);
    const from = instantAt(zone, date, 0).getTime();
    const to = instantAt(zone, addDays(date, 1), 0).getTime();
    const cuts = [
      from,
      week.fromMs,
      week.toMs,
      ...week.openings.flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
      to,
    ]
      .filter((ms) => ms >= from && ms <= to)
      .toSorted((a, b) => a - b);
    const stretches = cuts.flatMap((start, place) => {
      const end = cuts[place + 1];
      if (end === undefined || end === start) return [];
      return [
        {
          fromMs: start,
          toMs: end,
          fromMinute: localTime(zone, new Date(start)).minute,
          toMinute: end === to ? MINUTES : localTime(zone, new Date(end)).minute,
          state: stateAt(start, week),
        },
      ];
    });
    return { date, weekday: weekdayOf(date), stretches };
  });
}

function stateAt(
  ms: number,
  { fromMs, toMs, openings }: Parameters<typeof weekDays>[0],
): Stretch["state"] {
  if (ms < fromMs || ms >= toMs) return "outside";
  return openings.some((opening) => opening.fromMs <= ms && ms < opening.toMs) ? "open" : "closed";
}
