import {
  addDays,
  addMonths,
  daysInMonth,
  epochDay,
  isLocalDate,
  lastBusinessDayOfMonth,
  nthBusinessDayOfMonth,
  startOfMonth,
  weekdayOfEpochDay,
  type BusinessCalendar,
  type LocalDate,
} from "@fairflow/calendar";
import { factOf } from "@fairflow/criteria";
import type { CompiledLibrary, NodeContext } from "@fairflow/interpreter";
import { endOf } from "../duration.ts";
import { minuteOf } from "../time-of-day.ts";
import { businessDaysFrom, instantOn, unbounded, withinReach } from "../wall-clock.ts";
import type { PayDaySource, WaitConfig } from "./wait-config.ts";

/** The instant at which a wait is over, in ms since 1970, always after now; null when there is no such instant. */
export type NextMoment = (context: NodeContext) => number | null;

export function nextMoment(config: WaitConfig, library: CompiledLibrary): NextMoment {
  switch (config.kind) {
    case "days":
    case "business-days":
    case "hours":
      return (context) => endOf(config, context);
    case "time-of-day":
      return nextDay(() => true, config.at);
    case "weekday":
      return nextDay((day) => config.weekdays.includes(weekdayOfEpochDay(day)), config.at);
    case "day-of-month":
      return nextMonthly(dayOfMonth(config.day), { offsetDays: 0, at: config.at });
    case "last-business-day":
      return nextMonthly(lastBusinessDay, { offsetDays: 0, at: config.at });
    case "nth-business-day":
      return nextMonthly(
        (month, calendar) => epochDay(nthBusinessDayOfMonth(calendar, month, config.n)),
        { offsetDays: 0, at: config.at },
      );
    case "pay-day":
      return nextPayDay(config.source, config, library);
    case "date":
      return dateOfAccount(config);
  }
}

/** The first day, today included, that fits and whose time is still to come. */
function nextDay(fits: (day: number) => boolean, at: string): NextMoment {
  const minute = minuteOf(at);
  return ({ nowMs, zone, today }) => {
    const first = epochDay(today);
    // A week and a day: today's own weekday may have passed its time.
    for (let day = first; day <= first + 7; day += 1) {
      const moment = fits(day) ? instantOn(zone, day, minute) : nowMs;
      if (moment > nowMs) return moment;
    }
    return null;
  };
}

/** The day of a month, given by its first day, in days since 1970. */
type DayInMonth = (month: LocalDate, calendar: BusinessCalendar) => number;

interface Offset {
  readonly offsetDays: number;
  readonly at: string;
}

function nextMonthly(dayIn: DayInMonth, { offsetDays, at }: Offset): NextMoment {
  const minute = minuteOf(at);
  return ({ nowMs, zone, today, calendar }) => {
    const everyDay = unbounded(calendar);
    const thisMonth = startOfMonth(today);
    // An offset of up to half a month brings last month's day, or the day after next's, into reach.
    for (let months = -1; months <= 2; months += 1) {
      const day = dayIn(addMonths(thisMonth, months), everyDay) + offsetDays;
      const moment = instantOn(zone, day, minute);
      if (moment > nowMs) return moment;
    }
    return null;
  };
}

function dayOfMonth(day: number): DayInMonth {
  return (month) => epochDay(month) + Math.min(day, daysInMonth(month)) - 1;
}

function lastBusinessDay(month: LocalDate, calendar: BusinessCalendar): number {
  return epochDay(lastBusinessDayOfMonth(calendar, month));
}

function nextPayDay(source: PayDaySource, offset: Offset, library: CompiledLibrary): NextMoment {
  switch (source.kind) {
    case "day-of-month":
      return nextMonthly(dayOfMonth(source.day), offset);
    case "last-business-day":
      return nextMonthly(lastBusinessDay, offset);
    case "field": {
      const onDay = Array.from({ length: 31 }, (_, index) =>
        nextMonthly(dayOfMonth(index + 1), offset),
      );
      return (context) => {
        const day = factOf(context.values, source.field);
        return typeof day === "number" ? (onDay[day - 1]?.(context) ?? null) : null;
      };
    }
    case "calendar":
      return nextOf(library.payDays(source.calendar), offset);
  }
}

/** @param dates ascending */
function nextOf(dates: readonly LocalDate[], { offsetDays, at }: Offset): NextMoment {
  const minute = minuteOf(at);
  return ({ nowMs, zone, today }) => {
    const earliest = addDays(today, -offsetDays);
    for (let index = firstFrom(dates, earliest); index < dates.length; index += 1) {
      const date = dates[index];
      if (date === undefined) return null;
      const moment = instantOn(zone, epochDay(date) + offsetDays, minute);
      if (moment > nowMs) return moment;
    }
    return null;
  };
}

/** The index of the first date that is not before the bound. ISO dates sort as text. */
function firstFrom(dates: readonly LocalDate[], bound: LocalDate): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dates[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function dateOfAccount({
  field,
  side,
  days,
  businessDays,
  at,
}: WaitConfig & { readonly kind: "date" }): NextMoment {
  const minute = minuteOf(at);
  const offset = side === "before" ? -days : days;
  return ({ nowMs, zone, calendar, values }) => {
    const date = factOf(values, field);
    if (typeof date !== "string" || !isLocalDate(date)) return null;
    const day = businessDays
      ? businessDaysFrom(calendar, date, offset, zone)
      : withinReach(zone, epochDay(date)) + offset;
    const moment = instantOn(zone, day, minute);
    return moment > nowMs ? moment : null;
  };
}
