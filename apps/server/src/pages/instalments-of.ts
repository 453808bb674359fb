import { addDays, addMonths, type LocalDate } from "@fairflow/calendar";

export type Every = "monthly" | "fortnightly" | "weekly";

/** More would last longer than anybody may agree to. */
const MOST = 120;

/**
 * Divides what is owed into payments of one amount, the last of them the rest. Undefined where it would never end, or take
 * too many.
 *
 * @param owed minor units
 */
export function instalmentsOf(
  owed: number,
  plan: { readonly amount: number; readonly first: LocalDate; readonly every: Every },
): readonly { readonly dueOn: LocalDate; readonly amount: number }[] | undefined {
  const { amount, first, every } = plan;
  if (owed <= 0 || amount <= 0) return undefined;
  const count = Math.ceil(owed / amount);
  if (count > MOST) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    // Counted from the first: the 31st stays the last day of each month.
    dueOn: every === "monthly" ? addMonths(first, index) : addDays(first, index * daysOf(every)),
    amount: Math.min(amount, owed - index * amount),
  }));
}

function daysOf(every: "fortnightly" | "weekly"): number {
  return every === "weekly" ? 7 : 14;
}
