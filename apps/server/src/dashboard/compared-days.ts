import {
  addDays,
  addMonths,
  isBusinessDay,
  nthBusinessDayOfMonth,
  startOfMonth,
  type BusinessCalendar,
  type LocalDate,
} from "@fairflow/calendar";
import type { FigureDays } from "@fairflow/db";

export interface ComparedDays extends FigureDays {
  /** Of the month, counted from 1; 0 before the first. */
  readonly workingDay: number;
}

/**
 * The month up to today, and the month before up to its same working day. After a working day the days off that follow it
 * belong to it in both months, so that a weekend's payments are compared with a weekend's.
 *
 * @throws UncoveredDateError outside the holiday table
 */
export function comparedDays(calendar: BusinessCalendar, today: LocalDate): ComparedDays {
  const from = startOfMonth(today);
  const workingDay = workingDayOf(calendar, today);
  const comparedFrom = startOfMonth(addMonths(from, -1));
  return {
    from,
    through: today,
    comparedFrom,
    comparedThrough: sameDayBefore(calendar, { comparedFrom, today, workingDay }),
    workingDay,
  };
}

/** Which working day of its month a day is, or the last one before it: 0 before the first. */
export function workingDayOf(calendar: BusinessCalendar, day: LocalDate): number {
  let count = 0;
  for (let each = startOfMonth(day); each <= day; each = addDays(each, 1)) {
    if (isBusinessDay(calendar, each)) count += 1;
  }
  return count;
}

function sameDayBefore(
  calendar: BusinessCalendar,
  {
    comparedFrom,
    today,
    workingDay,
  }: { readonly comparedFrom: LocalDate; readonly today: LocalDate; readonly workingDay: number },
): LocalDate {
  const lastOfMonth = addDays(startOfMonth(today), -1);
  const first = nthBusinessDayOfMonth(calendar, comparedFrom, 1);
  const same =
    workingDay === 0
      ? addDays(first, -1)
      : nthBusinessDayOfMonth(calendar, comparedFrom, workingDay);
  // On a day off, as many days off as there have been here are taken in there, as far as they are some.
  let through = same;
  for (
    let day = today;
    !isBusinessDay(calendar, day) && day > startOfMonth(today);
    day = addDays(day, -1)
  ) {
    const next = addDays(through, 1);
    if (next > lastOfMonth || isBusinessDay(calendar, next)) break;
    through = next;
  }
  return through < comparedFrom ? comparedFrom : through;
}
