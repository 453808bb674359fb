import type { Duration } from "../rule.ts";
import { counted } from "./list-words.ts";

const UNITS = {
  minute: ["minute", "minutes"],
  hour: ["hour", "hours"],
  calendar_day: ["day", "days"],
  business_day: ["business day", "business days"],
  month: ["month", "months"],
  year: ["year", "years"],
} as const satisfies Record<Duration["unit"], readonly [string, string]>;

/** `10 business days`. */
export function lengthWords({ value, unit }: Duration): string {
  return counted(value, UNITS[unit]);
}

/** The length and how its days are counted: `7 days (the day itself is the first, and the last must have ended)`. */
export function periodWords(duration: Duration): string {
  const { unit, value, dayOneIs, opens } = duration;
  const length = lengthWords(duration);
  if (value === 0 || unit === "minute" || unit === "hour") return length;
  const isLong = unit === "month" || unit === "year";
  const first = dayOneIs === "event_date" ? "the day itself" : "the day after";
  const begin = isLong && dayOneIs !== "event_date" ? "" : `${first} is the first, and `;
  return `${length} (${begin}the last must have ${opens === "on_last_day" ? "begun" : "ended"})`;
}
