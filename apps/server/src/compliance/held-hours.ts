import { weekdayOf, type LocalDate, type Weekday } from "@fairflow/calendar";

/** The stretches of one day that are open, as minutes since midnight, in order. */
export interface OpenDay {
  readonly date: LocalDate;
  readonly open: readonly (readonly [from: number, to: number])[];
}

const WEEK: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: "Mondays",
  tue: "Tuesdays",
  wed: "Wednesdays",
  thu: "Thursdays",
  fri: "Fridays",
  sat: "Saturdays",
  sun: "Sundays",
};
const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const DAY_MINUTES = 1_440;

/**
 * When it is shut, as in `on Sundays, before 08:00 and after 20:00, and on 16 December`.
 *
 * @param days whole weeks, so that each weekday's usual hours can be told from its exceptions
 * @returns undefined where it is never shut
 */
export function heldHours(days: readonly OpenDay[]): string | undefined {
  const byWeekday = Map.groupBy(days, ({ date }) => weekdayOf(date));
  const usual = new Map(
    WEEK.map((weekday) => [weekday, mostFrequent((byWeekday.get(weekday) ?? []).map(keyOf))]),
  );
  const parts = [
    ...groupsOf(usual).flatMap(({ key, weekdays, isMain }) => {
      const hours = shutHours(openOf(key));
      if (hours === undefined) return [];
      const names = list(weekdays.map((weekday) => DAY_NAMES[weekday]));
      if (hours === "") return [`on ${names}`];
      return [isMain ? hours : `on ${names} ${hours}`];
    }),
    ...exceptions(days, usual),
  ];
  return parts.length === 0 ? undefined : list(parts, ", and ", ", ");
}

/** Weekdays that are alike. Those that most days are like need no name. */
function groupsOf(usual: ReadonlyMap<Weekday, string>) {
  const groups = [...Map.groupBy(WEEK, (weekday) => usual.get(weekday) ?? "")].map(
    ([key, weekdays]) => ({ key, weekdays }),
  );
  const main = groups
    .filter(({ key }) => key !== "")
    .toSorted((one, other) => other.weekdays.length - one.weekdays.length)[0];
  // Whole days first, then the hours of most days, then the other days.
  const rankOf = ({ key }: { readonly key: string }) =>
    key === "" ? 0 : key === main?.key ? 1 : 2;
  return groups
    .map((group) => ({ ...group, isMain: group.key === main?.key }))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** Empty text for the whole day; undefined for no hour of it. */
function shutHours(open: OpenDay["open"]): string | undefined {
  if (open.length === 0) return "";
  const [first] = open;
  const last = open.at(-1);
  const gaps = open.slice(1).map(([from], index) => {
    const [, to] = open[index] ?? [0, 0];
    return `from ${clock(to)} to ${clock(from)}`;
  });
  const words = [
    ...(first !== undefined && first[0] > 0 ? [`before ${clock(first[0])}`] : []),
    ...gaps,
    ...(last !== undefined && last[1] < DAY_MINUTES ? [`after ${clock(last[1])}`] : []),
  ];
  return words.length === 0 ? undefined : list(words);
}

/** Single days, such as public holidays, that are shut where their weekday is not. */
function exceptions(
  days: readonly OpenDay[],
  usual: ReadonlyMap<Weekday, string>,
): readonly string[] {
  const shut = days.filter((day) => day.open.length === 0 && usual.get(weekdayOf(day.date)) !== "");
  if (shut.length === 0) return [];
  return [`on ${list(shut.map(({ date }) => dayText(date)))}`];
}

function mostFrequent(keys: readonly string[]): string {
  const counts = [...Map.groupBy(keys, (key) => key)].map(([key, { length }]) => ({ key, length }));
  return counts.toSorted((one, other) => other.length - one.length)[0]?.key ?? "";
}

function keyOf({ open }: OpenDay): string {
  return open.map(([from, to]) => `${from}-${to}`).join(" ");
}

function openOf(key: string): OpenDay["open"] {
  if (key === "") return [];
  return key.split(" ").map((stretch) => {
    const [from = "0", to = "0"] = stretch.split("-");
    return [Number(from), Number(to)] as const;
  });
}

function clock(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, "0");
  return `${hours}:${String(Math.floor(minute % 60)).padStart(2, "0")}`;
}

function dayText(date: LocalDate): string {
  const [, month = "1", day = "1"] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ""}`;
}

function list(words: readonly string[], last = " and ", others = ", "): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(others)}${last}${words.at(-1) ?? ""}`;
}
