import { addDays, addMonths, isLocalDate, type LocalDate } from "@fairflow/calendar";

export type Frequency = "weekly" | "fortnightly" | "monthly";

export interface PlannedInstalment {
  readonly dueOn: LocalDate;
  readonly amountMinor: number;
}

/**
 * An amount in so many parts, from a first day on: equal but for the last, which takes what does not divide. Nothing while
 * the day is not written out or there is less than a minor unit for each.
 */
export function plannedInstalments(of: {
  readonly totalMinor: number;
  readonly count: number;
  readonly firstOn: string;
  readonly frequency: Frequency;
}): readonly PlannedInstalment[] {
  const { totalMinor, count, firstOn, frequency } = of;
  if (!isLocalDate(firstOn) || count < 1 || totalMinor < count) return [];
  const each = Math.floor(totalMinor / count);
  return Array.from({ length: count }, (_, index) => ({
    dueOn: dayOf(firstOn, index, frequency),
    amountMinor: index === count - 1 ? totalMinor - each * (count - 1) : each,
  }));
}

function dayOf(first: LocalDate, index: number, frequency: Frequency): LocalDate {
  switch (frequency) {
    case "weekly":
      return addDays(first, 7 * index);
    case "fortnightly":
      return addDays(first, 14 * index);
    case "monthly":
      return addMonths(first, index);
  }
}
