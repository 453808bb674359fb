import { channelName, purposeName } from "../gate-words.ts";
import { formatDate } from "../../server/format.ts";
import {
  weekdays,
  type HouseRuleDraft,
  type Hours,
  type Week,
  type Weekday,
} from "./house-rule-draft.ts";

export const weekdayNames: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** The rule that is being made as one sentence. */
export function houseRuleWords(draft: HouseRuleDraft, portfolio: string | undefined): string {
  const who = portfolio === undefined ? "" : ` in ${portfolio}`;
  return `${period(draft)}, ${what(draft)}${who} ${how(draft)}.`;
}

function period({ from, until }: HouseRuleDraft): string {
  const start = from === "" ? "From a day that is still open" : `From ${formatDate(from)}`;
  return until === "" ? start : `${start} until the day before ${formatDate(until)}`;
}

function what({ channels, purposes }: HouseRuleDraft): string {
  const by = channels.length === 0 ? "contact by any channel" : joined(channels.map(inSentence));
  const why =
    purposes.length === 0
      ? ""
      : ` for ${joined(
          purposes.map((each) => purposeName(each).toLowerCase()),
          "or",
        )}`;
  return `${by}${why}`;
}

/** SMS and WhatsApp keep their capitals. */
function inSentence(channel: string): string {
  const name = channelName(channel);
  return name === "SMS" || name === "WhatsApp" ? name : name.toLowerCase();
}

function how(draft: HouseRuleDraft): string {
  if (draft.kind === "cap") {
    const days = draft.days === "1" ? "one day" : `${draft.days === "" ? "?" : draft.days} days`;
    const per = draft.per === "consumer" ? "person" : "account";
    return `is made at most ${draft.limit === "" ? "?" : draft.limit} ${draft.limit === "1" ? "time" : "times"} in ${days} to one ${per}, counting every try`;
  }
  return `is made only ${weekWords(draft.week)}, in the debtor's own time, and ${HOLIDAYS[draft.holiday]}`;
}

const HOLIDAYS: Readonly<Record<HouseRuleDraft["holiday"], string>> = {
  closed: "never on a public holiday",
  as_weekday: "on a public holiday as on any other day",
  as_sunday: "on a public holiday as on a Sunday",
};

/** Days with the same hours are said together: `Monday to Friday 08:00-18:00 and Saturday 09:00-12:00`. */
function weekWords(week: Week): string {
  const spans: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const [index, day] of weekdays.entries()) {
    const hours = hoursWords(week[day]);
    if (hours === "") continue;
    const previous = spans.at(-1);
    const isNext = previous !== undefined && weekdays.indexOf(previous.last) === index - 1;
    if (isNext && previous.hours === hours) previous.last = day;
    else spans.push({ first: day, last: day, hours });
  }
  if (spans.length === 0) return "at no time";
  return joined(
    spans.map(({ first, last, hours }) =>
      first === last
        ? `${weekdayNames[first]} ${hours}`
        : `${weekdayNames[first]} to ${weekdayNames[last]} ${hours}`,
    ),
  );
}

function hoursWords(hours: Hours): string {
  return joined(hours.map(([from, to]) => `${from}-${to}`));
}

function joined(parts: readonly string[], word = "and"): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${word} ${last}`;
}
