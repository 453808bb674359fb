/** What Intl shows on a clock in a zone. */
export interface WallClock {
  readonly date: string;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly weekday: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
}

export const MINUTE_MS = 60_000;
/** No zone has changed its clocks twice within so long. */
const STRETCH_MS = 6 * 60 * MINUTE_MS;
const DAY_MS = 86_400_000;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** Reads clocks, and remembers what they showed: cases share nights. */
export type Clocks = (timeZone: string, instant: number) => WallClock;

/**
 * Clocks that take their time from Intl and from nothing of ours. Where a clock is as far from UTC at the end of a
 * stretch of hours as at its beginning, it ran evenly; in other stretches Intl is asked for each minute.
 */
export function intlClocks(): Clocks {
  const zones = new Map<string, (instant: number) => WallClock>();
  return (timeZone, instant) => {
    const zone = zones.get(timeZone) ?? zoneClock(timeZone);
    zones.set(timeZone, zone);
    return zone(instant);
  };
}

function zoneClock(timeZone: string): (instant: number) => WallClock {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const offsets = new Map<number, number | "uneven">();
  const days = new Map<number, Omit<WallClock, "minute">>();
  const wallAt = (instant: number) => {
    const minute = Math.floor(instant / MINUTE_MS) * MINUTE_MS;
    return Date.parse(`${format.format(minute).replace(" ", "T")}Z`);
  };
  return (instant) => {
    const stretch = Math.floor(instant / STRETCH_MS);
    let offset = offsets.get(stretch);
    if (offset === undefined) {
      const first = stretch * STRETCH_MS;
      const last = first + STRETCH_MS - MINUTE_MS;
      offset = wallAt(last) - last === wallAt(first) - first ? wallAt(first) - first : "uneven";
      offsets.set(stretch, offset);
    }
    const wall = offset === "uneven" ? wallAt(instant) : instant + offset;
    const day = Math.floor(wall / DAY_MS);
    let shown = days.get(day);
    if (shown === undefined) {
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      shown = { date, weekday: weekdayOf(date) };
      days.set(day, shown);
    }
    const { date, weekday } = shown;
    return { date, weekday, minute: Math.floor((wall - day * DAY_MS) / MINUTE_MS) };
  };
}

export function weekdayOf(date: string): WallClock["weekday"] {
  return WEEKDAYS[new Date(Date.parse(date)).getUTCDay()] ?? "sun";
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day some months later, or that month's last where it has no such day. */
export function plusMonths(date: string, months: number): string {
  const month = date.slice(0, 8);
  const first = new Date(`${month}01T00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const wanted = first.toISOString().slice(0, 8) + date.slice(8);
  const reached = new Date(`${wanted}T00:00Z`);
  if (!Number.isNaN(reached.getTime()) && reached.toISOString().startsWith(wanted)) return wanted;
  first.setUTCMonth(first.getUTCMonth() + 1, 0);
  return first.toISOString().slice(0, 10);
}
