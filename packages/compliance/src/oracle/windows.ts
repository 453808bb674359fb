import type { ContactWindow } from "../rule.ts";
import { isHolidayThere, type Moment } from "./moment.ts";

/** Whether the clock shows a minute outside the hours of its day. */
export function isShut(rule: ContactWindow, moment: Moment): boolean {
  const { minute } = moment.clock;
  const margin = rule.marginMinutes ?? 0;
  return !hoursOfToday(rule, moment).some(
    ([start, end]) => minutes(start) <= minute && minute < minutes(end) - margin,
  );
}

function hoursOfToday(rule: ContactWindow, moment: Moment) {
  const { date, weekday } = moment.clock;
  const asUsual = rule.week[weekday];
  if (rule.holiday === "as_weekday" || !isHolidayThere(date, moment)) return asUsual;
  if (rule.holiday === "closed") return [];
  return rule.holiday === "as_sunday" ? rule.week.sun : rule.holiday;
}

function minutes(time: string): number {
  const [hour, minute] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
