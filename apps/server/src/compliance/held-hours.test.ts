import { addDays, weekdayOf, type LocalDate } from "@fairflow/calendar";
import { expect, test } from "vitest";
import { heldHours, type OpenDay } from "./held-hours.ts";

type Hours = OpenDay["open"];

const FROM = "2026-11-23";
const EIGHT_TO_EIGHT: Hours = [[480, 1_200]];
const ALWAYS: Hours = [[0, 1_440]];

/** Four weeks that open as `hours` says. */
function weeks(hours: (date: LocalDate) => Hours): readonly OpenDay[] {
  return Array.from({ length: 28 }, (_, day) => {
    const date = addDays(FROM, day);
    return { date, open: hours(date) };
  });
}

test.for<[string, (date: LocalDate) => Hours, string | undefined]>([
  ["never shut", () => ALWAYS, undefined],
  ["the same hours every day", () => EIGHT_TO_EIGHT, "before 08:00 and after 20:00"],
  [
    "whole days beside the hours of the others",
    (date) => (weekdayOf(date) === "sun" ? [] : EIGHT_TO_EIGHT),
    "on Sundays, and before 08:00 and after 20:00",
  ],
  [
    "a day of other hours, and one of none",
    (date) => {
      if (weekdayOf(date) === "sun") return [];
      return weekdayOf(date) === "sat" ? [[540, 780]] : EIGHT_TO_EIGHT;
    },
    "on Sundays, before 08:00 and after 20:00, and on Saturdays before 09:00 and after 13:00",
  ],
  [
    "a single day, such as a public holiday",
    (date) => {
      if (weekdayOf(date) === "sun" || date === "2026-12-16") return [];
      return ALWAYS;
    },
    "on Sundays, and on 16 December",
  ],
  [
    "a pause at noon",
    () => [
      [480, 720],
      [780, 1_440],
    ],
    "before 08:00 and from 12:00 to 13:00",
  ],
])("says when it is shut: %s", ([, hours, expected]) => {
  expect(heldHours(weeks(hours))).toBe(expected);
});
