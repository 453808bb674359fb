/** What Intl shows on a clock in a zone. */
export interface WallClock {
  readonly date: string;
  readonly minute: number;
  readonly weekday: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const formats = new Map<string, Intl.DateTimeFormat>();
const read = new Map<string, Map<number, WallClock>>();

/** Remembers what it has read: cases of a test share nights. */
export function wallClock(timeZone: string, instant: number): WallClock {
  const known = read.get(timeZone) ?? new Map<number, WallClock>();
  read.set(timeZone, known);
  const before = known.get(instant);
  if (before !== undefined) return before;
  const text = formatOf(timeZone).format(instant);
  const date = text.slice(0, 10);
  const clock = {
    date,
    minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)),
    weekday: WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? "sun",
  };
  known.set(instant, clock);
  return clock;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  formats.set(timeZone, format);
  return format;
}
