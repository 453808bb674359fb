import type { WeekPart } from "@fairflow/contract";
import type { WeekDay } from "./week-days.ts";

/** Where an arrow key leads in the week: up and down in the day, left and right to the same hour of another day. */
export function weekStep(
  days: readonly WeekDay[],
  from: WeekPart,
  key: string,
): WeekPart | undefined {
  const columns = days.map(({ parts }) => parts);
  const column = columns.findIndex((each) => each.some(({ fromMs }) => fromMs === from.fromMs));
  const row = columns[column]?.findIndex(({ fromMs }) => fromMs === from.fromMs) ?? -1;
  switch (key) {
    case "ArrowUp":
      return columns[column]?.[row - 1];
    case "ArrowDown":
      return columns[column]?.[row + 1];
    case "ArrowLeft":
      return sameHour(columns[column - 1], from);
    case "ArrowRight":
      return sameHour(columns[column + 1], from);
    case "Home":
      return columns.flat()[0];
    case "End":
      return columns.flat().at(-1);
    default:
      return undefined;
  }
}

function sameHour(column: readonly WeekPart[] | undefined, from: WeekPart): WeekPart | undefined {
  return column?.find(({ toMinute }) => toMinute > from.fromMinute) ?? column?.at(-1);
}
