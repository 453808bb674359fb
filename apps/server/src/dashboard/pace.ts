import { addDays, startOfMonth, type BusinessCalendar, type LocalDate } from "@fairflow/calendar";
import type { Dashboard } from "@fairflow/contract";
import type { FigureOfDay } from "@fairflow/db";
import { workingDayOf, type ComparedDays } from "./compared-days.ts";
import { daysFrom } from "./days-from.ts";

type Pace = Dashboard["pace"];

/**
 * What was collected up to each working day of this month and of the one before, in the currency that brought the most. Money of
 * a day off counts to the working day before it.
 */
export function paceOf(
  byDay: readonly FigureOfDay[],
  { days, calendar }: { readonly days: ComparedDays; readonly calendar: BusinessCalendar },
): Pace {
  const collected = byDay.filter(({ metric }) => metric === "collected");
  const currency = mostOf(collected);
  const amounts = new Map(
    collected.filter(({ detail }) => detail === currency).map(({ day, count }) => [day, count]),
  );
  const upTo = (from: LocalDate, through: LocalDate) => {
    const byWorkingDay = new Map<number, number>();
    let sum = 0;
    for (const day of daysFrom(from, through)) {
      sum += amounts.get(day) ?? 0;
      byWorkingDay.set(workingDayOf(calendar, day), sum);
    }
    return byWorkingDay;
  };
  const now = upTo(days.from, days.through);
  const before = upTo(days.comparedFrom, addDays(startOfMonth(days.from), -1));
  const workingDays = [...new Set([...now.keys(), ...before.keys()])].toSorted((a, b) => a - b);
  return {
    currency,
    points: workingDays.map((workingDay) => ({
      workingDay,
      collected: now.get(workingDay) ?? null,
      before: before.get(workingDay) ?? null,
    })),
  };
}

/** "" where nothing was collected. */
function mostOf(rows: readonly FigureOfDay[]): string {
  const sums = new Map<string, number>();
  for (const { detail, count } of rows) sums.set(detail, (sums.get(detail) ?? 0) + count);
  return [...sums].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
