import { addDays, type LocalDate } from "@fairflow/calendar";
import type { CashAge } from "@fairflow/contract";

/** Days since the bank booked it, at least and at most. */
const AGES: readonly { readonly age: CashAge; readonly least: number; readonly most: number }[] = [
  { age: "over-30", least: 31, most: Number.POSITIVE_INFINITY },
  { age: "8-30", least: 8, most: 30 },
  { age: "3-7", least: 3, most: 7 },
  { age: "to-2", least: 0, most: 2 },
];

/** The days at which one age gives way to the next, the oldest first, for `cashSums`; each age in that order. */
export function ageBounds(today: LocalDate): readonly LocalDate[] {
  return AGES.slice(0, -1).map(({ least }) => addDays(today, 1 - least));
}

export const AGES_OLDEST_FIRST = AGES.map(({ age }) => age);

/** The days on which what is of an age was booked: on or after the first, before the second. */
export function daysOfAge(
  age: CashAge | undefined,
  today: LocalDate,
): { readonly from?: LocalDate; readonly before?: LocalDate } {
  const found = AGES.find((each) => each.age === age);
  if (found === undefined) return {};
  const { least, most } = found;
  return {
    ...(Number.isFinite(most) ? { from: addDays(today, -most) } : {}),
    ...(least > 0 ? { before: addDays(today, 1 - least) } : {}),
  };
}
