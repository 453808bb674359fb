import { Weekday } from "@fairflow/calendar";
import type { ContactWindow } from "../rule.ts";
import { channelsWords, forPurposes } from "./applies-words.ts";
import { WEEKDAY_WORDS } from "./date-words.ts";
import { allOf, paragraph, sentenceCase } from "./list-words.ts";

type Hours = readonly (readonly [string, string])[];

/** The hours, and what happens outside them. */
export function windowSentence(rule: ContactWindow): string {
  const { appliesTo, marginMinutes = 0, measure, severity } = rule;
  const what = sentenceCase(`${channelsWords(appliesTo?.channels)}${forPurposes(appliesTo)}`);
  const when = `${weekWords(rule.week)}; ${holidayWords(rule.holiday)}`;
  if (severity !== "block") {
    return paragraph([`${what} outside these hours are noted as a warning and go: ${when}`]);
  }
  return paragraph([
    `${what} go only in these hours, in the debtor's local time: ${when}`,
    "At any other time they wait for the next of these hours",
    marginMinutes > 0 ? `The last goes ${marginMinutes} minutes before the hours end` : undefined,
    measure === "delivery_time"
      ? "The law looks at when the debtor gets it, the product at when it leaves"
      : undefined,
  ]);
}

/** `Monday to Friday 08:00 to 20:00, Saturday 09:00 to 13:00, never on Sunday`. */
function weekWords(week: ContactWindow["week"]): string {
  const groups: { days: Weekday[]; hours: string }[] = [];
  for (const day of Weekday.options) {
    const hours = hoursWords(week[day]);
    const last = groups.at(-1);
    if (last?.hours === hours) last.days.push(day);
    else groups.push({ days: [day], hours });
  }
  return groups
    .map(({ days, hours }) =>
      hours === "" ? `never on ${daysWords(days, "or")}` : `${daysWords(days, "to")} ${hours}`,
    )
    .join(", ");
}

/** `08:00 to 12:00 and 13:00 to 17:00`; nothing for a day without hours. */
export function hoursWords(hours: Hours): string {
  return allOf(hours.map(([start, end]) => `${start} to ${end}`));
}

function daysWords(days: readonly Weekday[], between: "or" | "to"): string {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return "";
  if (days.length === 7) return between === "to" ? "every day" : "any day";
  if (first === last) return WEEKDAY_WORDS[first];
  if (days.length === 2) {
    return `${WEEKDAY_WORDS[first]} ${between === "to" ? "and" : "or"} ${WEEKDAY_WORDS[last]}`;
  }
  return `${WEEKDAY_WORDS[first]} to ${WEEKDAY_WORDS[last]}`;
}

function holidayWords(holiday: ContactWindow["holiday"]): string {
  switch (holiday) {
    case "closed":
      return "never on a public holiday";
    case "as_weekday":
      return "public holidays are like other days";
    case "as_sunday":
      return "public holidays are like Sundays";
    default:
      return holiday.length === 0
        ? "never on a public holiday"
        : `on public holidays ${hoursWords(holiday)}`;
  }
}
