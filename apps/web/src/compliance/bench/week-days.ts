import { addDays, LocalDate, weekdayOf, type Weekday } from "@fairflow/calendar";
import type { GateWeek, WeekPart } from "@fairflow/contract";

const DAYS = 7;

export interface WeekDay {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  /** From midnight to midnight; none on a day that the zone table does not reach. */
  readonly parts: readonly WeekPart[];
}

/** The seven local days of a week, each with its parts in order. */
export function weekDays({ parts }: Pick<GateWeek, "parts">): readonly WeekDay[] {
  const [first] = parts;
  if (first === undefined) return [];
  const byDate = Map.groupBy(parts, ({ date }) => date);
  return Array.from({ length: DAYS }, (_, index) => {
    const date = addDays(LocalDate.parse(first.date), index);
    return { date, weekday: weekdayOf(date), parts: byDate.get(date) ?? [] };
  });
}
