import { localTime, weekdayOf } from "@fairflow/calendar";
import { hoursOn, windowOpens, type CompiledWindow } from "../contact-window.ts";
import { isHoliday } from "../holiday-tables.ts";
import type { Question } from "../question.ts";
import { clockWords, dayAndDate, momentWords, zoneWords } from "../words/date-words.ts";
import { paragraph } from "../words/list-words.ts";
import { hoursWords } from "../words/window-words.ts";
import type { Testimony } from "./spoken-rule.ts";

const MINUTE_MS = 60_000;

/** The clock on the debtor's wall beside the hours of that day. */
export function hearWindow(window: CompiledWindow, question: Question): Testimony {
  const { zone, at, day, calendar } = question;
  const allowedAt = windowOpens(window, question);
  const { date, minute, second } = localTime(zone, new Date(at));
  const isOnHoliday = window.holiday !== undefined && isHoliday(calendar, day);
  const open = hoursOn(window, calendar, day).map(
    ({ start, end }) => [clockWords(start / MINUTE_MS), clockWords(end / MINUTE_MS)] as const,
  );
  const opensAt =
    allowedAt > at && allowedAt !== Number.POSITIVE_INFINITY ? new Date(allowedAt) : undefined;
  const hours = open.length === 0 ? "there are none that day" : `that day ${hoursWords(open)}`;
  return {
    allowedAt,
    facts: [
      {
        kind: "hours",
        zone: zone.name,
        date,
        weekday: weekdayOf(date),
        time: clockWords(minute),
        isHoliday: isOnHoliday,
        open,
        opensAt,
      },
    ],
    sentence: paragraph([
      `In ${zoneWords(zone.name)} it is ${clockWords(minute, second)} on ${dayAndDate(date)}${isOnHoliday ? ", a public holiday" : ""}, ${allowedAt === at ? "within" : "outside"} the hours: ${hours}`,
      opensAt === undefined ? undefined : `They begin again on ${momentWords(zone, opensAt)}`,
      allowedAt === Number.POSITIVE_INFINITY ? "They never begin" : undefined,
    ]),
  };
}
