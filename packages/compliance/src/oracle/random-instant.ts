import type { LocalDate } from "@fairflow/calendar";
import { isLocalDate } from "@fairflow/calendar";
import type { SeededRandom } from "./seeded-random.ts";
import { MINUTE_MS, plusDays, type Clocks } from "./wall-clock.ts";

/**
 * Nights that clocks change: at two, at midnight, by half an hour, by two hours, for good, over a month's end; a day
 * that was skipped altogether. Those before 2021 need a law that is read as of a later day.
 */
export const NIGHTS: readonly (readonly [zone: string, date: string])[] = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["America/Chicago", "2027-03-14"],
  ["America/Vancouver", "2026-03-08"],
  ["America/Vancouver", "2026-11-01"],
  ["Europe/London", "2026-03-29"],
  ["Europe/London", "2026-10-25"],
  ["Europe/London", "2024-03-31"],
  ["Australia/Sydney", "2026-04-05"],
  ["Australia/Sydney", "2026-10-04"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Pacific/Chatham", "2026-04-05"],
  ["Pacific/Chatham", "2026-09-27"],
  ["America/Havana", "2026-03-08"],
  ["America/Havana", "2026-11-01"],
  ["Asia/Beirut", "2026-03-29"],
  ["Asia/Beirut", "2026-10-25"],
  ["Africa/Cairo", "2026-04-24"],
  ["Africa/Cairo", "2026-10-30"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Antarctica/Troll", "2026-03-29"],
  ["America/St_Johns", "2010-11-07"],
  ["America/St_Johns", "2011-03-13"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Apia", "2012-04-01"],
];

/** Zones that keep one time all year. */
export const EVEN_ZONES = [
  "Africa/Johannesburg",
  "America/Phoenix",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "Australia/Eucla",
];

/** Days on which counting goes wrong: leap days, ends of months and years, Easter, days that stand in for others. */
const TRAPS = [
  "2024-02-28",
  "2024-02-29",
  "2028-02-29",
  "2023-02-28",
  "2021-12-31",
  "2025-12-31",
  "2026-12-31",
  "2027-01-01",
  "2027-12-27",
  "2030-12-20",
  "2030-12-31",
  "2026-08-31",
  "2026-04-03",
  "2026-04-06",
  "2026-07-03",
  "2026-07-04",
  "2026-06-15",
  "2021-11-01",
  "2022-12-27",
  "2024-05-29",
];

/** A day to look at: near the rule's or the pack's own edges, a trap, a holiday, or any. */
export function randomDay(
  random: SeededRandom,
  edges: { readonly own: readonly string[]; readonly holidays: readonly string[] },
): string {
  const kind = random.whole(10);
  if (kind < 2 && edges.own.length > 0)
    return plusDays(random.pick(edges.own), random.whole(3) - 1);
  if (kind < 4) return plusDays(random.pick(TRAPS), random.whole(3) - 1);
  if (kind < 6 && edges.holidays.length > 0) {
    return plusDays(random.pick(edges.holidays), random.whole(4) - 2);
  }
  if (kind < 8) return plusDays("2026-01-01", random.whole(730));
  return plusDays("2021-12-01", random.whole(3_250));
}

/** A minute of the day: an edge of the hours that are given, a midnight, or any. */
export function randomMinute(random: SeededRandom, edges: readonly number[]): number {
  if (random.chance(70) && edges.length > 0) return random.pick(edges) + random.whole(3) - 1;
  if (random.chance(30)) return random.pick([0, 1, 59, 60, 119, 120, 121, 180, 1_439]);
  return random.whole(1_440);
}

/** Mostly a full minute, sometimes a breath before or after it. */
export function randomBreath(random: SeededRandom): number {
  return random.chance(70) ? 0 : random.pick([-1, 1, 30_000, -30_000, 59_999]);
}

/** An instant at which the clock shows the date and the minute, or one near it where no clock does. */
export function instantNear(clocks: Clocks, zone: string, of: { date: string; minute: number }) {
  const wanted = Date.parse(`${of.date}T00:00Z`) + of.minute * MINUTE_MS;
  let instant = wanted;
  for (let round = 0; round < 2; round += 1) {
    const { date, minute } = clocks(zone, instant);
    instant += wanted - (Date.parse(`${date}T00:00Z`) + minute * MINUTE_MS);
  }
  return instant;
}

export function localDate(date: string): LocalDate {
  if (!isLocalDate(date)) throw new RangeError(`${date} is no date`);
  return date;
}
