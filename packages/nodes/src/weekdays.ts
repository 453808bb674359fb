import { Weekday } from "@fairflow/calendar";
import { z } from "zod";
import { inSeries } from "./in-series.ts";

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

export const Weekdays = z.array(Weekday).max(7, { error: "A week has seven days" });
export type Weekdays = z.infer<typeof Weekdays>;

/** The days in the order of the week, as in `Monday, Tuesday or Friday`. */
export function sayWeekdays(weekdays: Weekdays): string {
  if (weekdays.length === 0) return "(no weekday)";
  const named = Weekday.options.filter((day) => weekdays.includes(day)).map((day) => NAMES[day]);
  return inSeries(named, "or");
}

export function weekdayProblems(weekdays: Weekdays): readonly string[] {
  if (weekdays.length === 0) return ["Choose at least one weekday"];
  return new Set(weekdays).size === weekdays.length ? [] : ["A weekday is named twice"];
}
