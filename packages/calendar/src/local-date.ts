import { z } from "zod";

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAYS_IN_ERA = 146_097;
/** From 0000-03-01, where the eras of 400 years begin, to 1970-01-01. */
const DAYS_FROM_ERA_TO_EPOCH = 719_468;
const FIRST_EPOCH_DAY = -719_162;
const LAST_EPOCH_DAY = 2_932_896;
const ZERO = 48;

/** A day of the proleptic Gregorian calendar as `YYYY-MM-DD`, years 0001 to 9999. It must exist. */
export const LocalDate = z.iso.date().refine(isLocalDate, { error: "No such day in the calendar" });
export type LocalDate = `${string}-${string}-${string}`;

export const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
export type Weekday = z.infer<typeof Weekday>;

const WEEKDAYS = Weekday.options;

export function isLocalDate(value: string): value is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const year = yearOf(value);
  const month = monthOf(value);
  const day = dayOf(value);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
}

/** Whole days from 1970-01-01 to the date, negative before it. */
export function epochDay(date: LocalDate): number {
  return epochDayOf(yearOf(date), monthOf(date), dayOf(date));
}

/**
 * The date so many days after 1970-01-01. The inverse of `epochDay`.
 *
 * @throws RangeError outside the years 0001 to 9999, and for a day that is not a whole number
 */
export function dateOfEpochDay(day: number): LocalDate {
  if (!Number.isInteger(day) || day < FIRST_EPOCH_DAY || day > LAST_EPOCH_DAY) {
    throw new RangeError(`Day ${day} since 1970-01-01 lies outside the years 0001 to 9999`);
  }
  const { year, month, dayOfMonth } = civilOfEpochDay(day);
  return dateOf(year, month, dayOfMonth);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDay(date) + days);
}

/** The same day of the month `months` later or earlier, or that month's last day where it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (!Number.isInteger(index) || year < 1 || year > 9999) {
    throw new RangeError(`${months} months from ${date} lies outside the years 0001 to 9999`);
  }
  return dateOf(year, month, Math.min(dayOf(date), lengthOfMonth(year, month)));
}

/** Whole days from one date to another; negative when `to` is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfEpochDay(epochDay(date));
}

export function weekdayOfEpochDay(day: number): Weekday {
  // 1970-01-01 was a Thursday, the fourth of a week that begins on Monday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7];
  if (weekday === undefined) throw new RangeError(`${day} is not a whole day`);
  return weekday;
}

/** How many days the date's month has. */
export function daysInMonth(date: LocalDate): number {
  return lengthOfMonth(yearOf(date), monthOf(date));
}

/** The first day of the date's month. */
export function startOfMonth(date: LocalDate): LocalDate {
  return dateOf(yearOf(date), monthOf(date), 1);
}

/** The last day of the date's month. */
export function endOfMonth(date: LocalDate): LocalDate {
  return dateOf(yearOf(date), monthOf(date), daysInMonth(date));
}

function dateOf(year: number, month: number, day: number): LocalDate {
  const century = year < 1000 ? String(year).padStart(4, "0") : year;
  return `${century}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

/** "Days from civil": years begin in March, so that the leap day is a year's last. */
function epochDayOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - DAYS_FROM_ERA_TO_EPOCH;
}

function civilOfEpochDay(day: number) {
  const shifted = day + DAYS_FROM_ERA_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return DAYS_IN_MONTH[month - 1] ?? 0;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function yearOf(date: string): number {
  return digitsAt(date, 0) * 100 + digitsAt(date, 2);
}

function monthOf(date: string): number {
  return digitsAt(date, 5);
}

function dayOf(date: string): number {
  return digitsAt(date, 8);
}

/** The two-digit number that begins at an index. */
function digitsAt(text: string, index: number): number {
  return (text.charCodeAt(index) - ZERO) * 10 + text.charCodeAt(index + 1) - ZERO;
}
