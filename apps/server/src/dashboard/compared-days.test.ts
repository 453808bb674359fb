import { isLocalDate, type BusinessCalendar, type LocalDate } from "@fairflow/calendar";
import { expect, test } from "vitest";
import { comparedDays } from "./compared-days.ts";

/** With a holiday on the second Wednesday of October 2026. */
const CALENDAR: BusinessCalendar = {
  weekend: new Set(["sat", "sun"]),
  holidays: new Set<LocalDate>(["2026-10-14"]),
  from: "2026-01-01",
  to: "2026-12-31",
};

test.for([
  ["a Monday", "2026-11-23", 16, "2026-10-23"],
  ["the first working day", "2026-11-02", 1, "2026-10-01"],
  ["a Sunday before the first working day", "2026-11-01", 0, "2026-10-01"],
  ["a Saturday, whose like is taken in there too", "2026-11-07", 5, "2026-10-07"],
  ["a Sunday after a Friday that was a Friday there", "2026-10-25", 16, "2026-09-22"],
  ["a day that the month before is too short for", "2026-12-31", 23, "2026-11-30"],
] as const)("%s is compared with the same working day", ([, today, workingDay, through]) => {
  const days = comparedDays(CALENDAR, day(today));

  expect([days.workingDay, days.comparedThrough]).toEqual([workingDay, through]);
});

function day(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(text);
  return text;
}
