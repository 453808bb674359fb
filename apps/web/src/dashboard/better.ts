import type { FigureId } from "@fairflow/contract";

const MORE_IS_BETTER: ReadonlySet<FigureId> = new Set([
  "collected",
  "promised",
  "cure_rate",
  "contacts",
  "right_party",
  "conversion",
  "balance_age",
  "days_to_stop",
]);
const LESS_IS_BETTER: ReadonlySet<FigureId> = new Set(["cost", "disputes"]);

/** Whether a change is for the better; undefined where that is not for us to say, or nothing changed. */
export function isBetter(id: FigureId, change: number): boolean | undefined {
  if (change === 0) return undefined;
  if (MORE_IS_BETTER.has(id)) return change > 0;
  return LESS_IS_BETTER.has(id) ? change < 0 : undefined;
}
