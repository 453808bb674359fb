import { MONTH_NAMES } from "@fairflow/calendar";
import type { Wording } from "./wording.ts";

export const englishWording: Wording = {
  operators: {
    equals: (value) => `is ${value}`,
    not_equals: (value) => `is not ${value}`,
    less_than: (value) => `is less than ${value}`,
    at_most: (value) => `is at most ${value}`,
    more_than: (value) => `is more than ${value}`,
    at_least: (value) => `is at least ${value}`,
    between: (value) => `is between ${value}`,
    on: (value) => `is on ${value}`,
    before: (value) => `is before ${value}`,
    after: (value) => `is after ${value}`,
    on_or_before: (value) => `is on or before ${value}`,
    on_or_after: (value) => `is on or after ${value}`,
    in_last_days: (value) => `is in the last ${value}`,
    more_than_days_ago: (value) => `is more than ${value} ago`,
    in_next_days: (value) => `is in the next ${value}`,
    more_than_days_ahead: (value) => `is more than ${value} ahead`,
    contains: (value) => `contains ${value}`,
    starts_with: (value) => `starts with ${value}`,
    is: (value) => `is ${value}`,
    is_not: (value) => `is not ${value}`,
    one_of: (value) => `is ${value}`,
    not_one_of: (value) => `is none of ${value}`,
    is_true: () => "is true",
    is_false: () => "is false",
    has: (value) => `include ${value}`,
    has_any: (value) => `include ${value}`,
    has_all: (value) => `include ${value}`,
    has_none: (value) => `include none of ${value}`,
    is_empty: () => "is empty",
    is_not_empty: () => "is not empty",
  },
  everyone: "everyone",
  nobody: "nobody",
  not: (part) => `not ${part}`,
  all: (parts) => parts.join(" and "),
  any: (parts) => parts.join(" or "),
  either: (values) => inSeries(values, "or"),
  both: (values) => inSeries(values, "and"),
  range: (low, high) => `${low} and ${high}`,
  days: (count) => (count === 1 ? "1 day" : `${count} days`),
  date: (date) => {
    const [year = "", month = "", day = ""] = date.split("-");
    return `${Number(day)} ${MONTH_NAMES[Number(month) - 1] ?? month} ${Number(year)}`;
  },
  text: (text) => `“${text}”`,
  missing: "…",
};

function inSeries(values: readonly string[], word: "and" | "or"): string {
  if (values.length < 2) return values.join("");
  return `${values.slice(0, -1).join(", ")} ${word} ${values.at(-1) ?? ""}`;
}
