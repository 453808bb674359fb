import {
  localTime,
  MONTH_NAMES,
  weekdayOf,
  type LocalDate,
  type Weekday,
  type Zone,
} from "@fairflow/calendar";

export const WEEKDAY_WORDS = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const satisfies Record<Weekday, string>;

/** `11 March 2026`. */
export function longDate(date: LocalDate): string {
  const month = MONTH_NAMES[Number(date.slice(5, 7)) - 1] ?? "";
  return `${Number(date.slice(8))} ${month} ${date.slice(0, 4)}`;
}

/** `Wednesday 11 March 2026`. */
export function dayAndDate(date: LocalDate): string {
  return `${WEEKDAY_WORDS[weekdayOf(date)]} ${longDate(date)}`;
}

/** `Wednesday 11 March 2026 at 08:00`, as a clock in the zone shows it. */
export function momentWords(zone: Zone, instant: Date): string {
  const { date, minute, second } = localTime(zone, instant);
  return `${dayAndDate(date)} at ${clockWords(minute, second)}`;
}

/** `08:00`, or `08:00:30` where there are seconds. */
export function clockWords(minute: number, second = 0): string {
  const text = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
  return second === 0 ? text : `${text}:${twoDigits(second)}`;
}

/** A date that counts, or the local date of an instant that does. */
export function longDateOf(zone: Zone, day: Date | LocalDate): string {
  return longDate(typeof day === "string" ? day : localTime(zone, day).date);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** `New York` for `America/New_York`. */
export function zoneWords(name: string): string {
  return (name.split("/").at(-1) ?? name).replaceAll("_", " ");
}
