import {
  isLocalDate,
  localTime,
  weekdayOf,
  Weekday,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import { calendarNames } from "./calendar-names.ts";
import { TemplateFault } from "./template-fault.ts";

/** `long` 1 June 2026, `weekday` Monday, 1 June 2026, `day` 1 June, `iso` 2026-06-01, `time` 14:05. */
const FORMATS = ["long", "weekday", "day", "iso", "time"] as const;
export type DateFormat = (typeof FORMATS)[number];

export interface DateSetting {
  readonly now: Date;
  readonly zone: Zone;
  readonly language: string;
}

/**
 * Says a date or an instant in a language.
 *
 * @param value `YYYY-MM-DD`, an ISO instant with its offset, or `now`; an instant is read in the setting's zone
 * @throws TemplateFault for anything else, and for the time of a date that has none
 */
export function formatDate(value: unknown, format: unknown, setting: DateSetting): string {
  const known = FORMATS.find((each) => each === (format ?? "long"));
  if (known === undefined) throw new TemplateFault(`A date is written as ${FORMATS.join(", ")}.`);
  const { date, minute } = momentOf(value, setting);
  if (known !== "time") return sayDate(date, known, setting.language);
  if (minute === undefined) throw new TemplateFault("A date has no time of day.");
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function momentOf(
  value: unknown,
  { now, zone }: DateSetting,
): { readonly date: LocalDate; readonly minute?: number } {
  if (value === "now") return localTime(zone, now);
  if (typeof value === "string" && isLocalDate(value)) return { date: value };
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) {
    return localTime(zone, new Date(value));
  }
  throw new TemplateFault("A value is not a date.");
}

function sayDate(date: LocalDate, format: Exclude<DateFormat, "time">, language: string): string {
  const [primary = ""] = language.split("-");
  const names = calendarNames.get(primary);
  const [year, month, day] = date.split("-").map(Number);
  if (format === "iso" || names === undefined || month === undefined) return date;
  const dayOfMonth = `${day}${names.afterDay}${names.months[month - 1]}`;
  if (format === "day") return dayOfMonth;
  const long = `${dayOfMonth}${names.afterMonth}${year}`;
  if (format === "long") return long;
  return `${names.weekdays[Weekday.options.indexOf(weekdayOf(date))]}, ${long}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
