import { addDays, type LocalDate } from "@fairflow/calendar";

/** Every day of a period, both ends included. */
export function daysFrom(from: LocalDate, through: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= through; day = addDays(day, 1)) days.push(day);
  return days;
}
