import {
  addDays,
  endOfMonth,
  startOfMonth,
  weekdayOf,
  type LocalDate,
  type Weekday,
} from "./local-date.ts";

/** The weekends and public holidays of one place, known from `from` to `to`, both included. */
export interface BusinessCalendar {
  readonly weekend: ReadonlySet<Weekday>;
  readonly holidays: ReadonlySet<LocalDate>;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Whether the date is a business day is not known: the holiday table does not reach it. */
export class UncoveredDateError extends RangeError {
  override readonly name = "UncoveredDateError";
  readonly date: LocalDate;

  constructor(calendar: BusinessCalendar, date: LocalDate) {
    super(
      `The holiday table does not cover ${date}; it runs from ${calendar.from} to ${calendar.to}`,
    );
    this.date = date;
  }
}

/** @throws UncoveredDateError outside the holiday table, as all functions of this file do */
export function isBusinessDay(calendar: BusinessCalendar, date: LocalDate): boolean {
  if (date < calendar.from || date > calendar.to) throw new UncoveredDateError(calendar, date);
  return !calendar.weekend.has(weekdayOf(date)) && !calendar.holidays.has(date);
}

/**
 * The date so many business days later, or earlier where `days` is negative. The first date is not
 * counted, so one business day after a Saturday is Monday. Zero gives the date itself if it is a business
 * day, and the next business day if not.
 *
 * @param days a whole number
 */
export function addBusinessDays(
  calendar: BusinessCalendar,
  date: LocalDate,
  days: number,
): LocalDate {
  if (days === 0) return isBusinessDay(calendar, date) ? date : addBusinessDays(calendar, date, 1);
  const step = days < 0 ? -1 : 1;
  let reached = date;
  for (let left = Math.abs(days); left > 0;) {
    reached = addDays(reached, step);
    if (isBusinessDay(calendar, reached)) left -= 1;
  }
  return reached;
}

/**
 * How many business days are counted on the way from one date to another: without the first, with the
 * last, and negative when `to` is the earlier. For a business day `to` it is the number with which
 * `addBusinessDays` leads from `from` to it.
 */
export function businessDaysBetween(
  calendar: BusinessCalendar,
  from: LocalDate,
  to: LocalDate,
): number {
  const step = to < from ? -1 : 1;
  let count = 0;
  for (let date = from; date !== to;) {
    date = addDays(date, step);
    if (isBusinessDay(calendar, date)) count += step;
  }
  return count;
}

/** The last business day of the month that the date is in. */
export function lastBusinessDayOfMonth(calendar: BusinessCalendar, date: LocalDate): LocalDate {
  const last = endOfMonth(date);
  return isBusinessDay(calendar, last) ? last : addBusinessDays(calendar, last, -1);
}

/**
 * The nth business day of the month that the date is in; where the month has fewer, its last one.
 *
 * @param n from 1
 */
export function nthBusinessDayOfMonth(
  calendar: BusinessCalendar,
  date: LocalDate,
  n: number,
): LocalDate {
  const last = lastBusinessDayOfMonth(calendar, date);
  const first = addBusinessDays(calendar, startOfMonth(date), 0);
  const nth = n <= 1 ? first : addBusinessDays(calendar, first, n - 1);
  return nth < last ? nth : last;
}
