import { LocalDate } from "@fairflow/calendar";
import { placesAround, type HolidayTables } from "./holiday-tables.ts";
import type { RulePack, Source } from "./rule-pack.ts";

/** A public holiday, or a day of the table that a pack says is none, and where it is known from. */
export interface ListedHoliday {
  readonly date: LocalDate;
  readonly name: string;
  /** `removed` is in the table, and open all the same. */
  readonly origin: "table" | "added" | "removed";
  /** What the pack cites for its correction. */
  readonly source: Source | undefined;
}

/** The places of a pack whose holidays differ; `undefined` is all of its jurisdiction. */
export function holidayPlaces({
  calendar,
}: Pick<RulePack, "calendar">): readonly (string | undefined)[] {
  const tables = Object.keys(calendar.bySubdivision ?? {});
  const corrected = [...calendar.add, ...calendar.remove].flatMap(
    ({ subdivision }) => subdivision ?? [],
  );
  return [undefined, ...new Set([...tables, ...corrected])];
}

/** The name of the table that a pack takes for a place: that of the nearest subdivision, else its own. */
export function holidayTable({ calendar }: Pick<RulePack, "calendar">, place?: string): string {
  const [own] = placesAround(place).flatMap((around) => calendar.bySubdivision?.[around] ?? []);
  return own ?? calendar.base;
}

/**
 * The days of a pack in one place and year, each with its origin: what the gate counts as a holiday is every one but the
 * removed.
 *
 * @param of.place a subdivision; all of the pack's jurisdiction where absent
 */
export function listHolidays(
  pack: Pick<RulePack, "calendar" | "sources">,
  tables: HolidayTables,
  of: { readonly year: number; readonly place?: string | undefined },
): readonly ListedHoliday[] {
  const { calendar, sources } = pack;
  const places = placesAround(of.place);
  const isHere = ({ subdivision }: { readonly subdivision?: string | undefined }) =>
    subdivision === undefined || places.includes(subdivision);
  const sourceOf = (id: string | undefined) => (id === undefined ? undefined : sources[id]);
  const days = new Map<LocalDate, ListedHoliday>();
  const table = tables.calendars[holidayTable(pack, of.place)] ?? {};
  for (const [text, name] of Object.entries(table)) {
    const date = LocalDate.parse(text);
    days.set(date, { date, name, origin: "table", source: undefined });
  }
  for (const { date, name, source } of calendar.add.filter(isHere)) {
    // What the table has too needs no correction any more.
    if (!days.has(date)) days.set(date, { date, name, origin: "added", source: sourceOf(source) });
  }
  for (const { date, source } of calendar.remove.filter(isHere)) {
    const day = days.get(date);
    if (day !== undefined) {
      days.set(date, { ...day, origin: "removed", source: sourceOf(source) });
    }
  }
  return [...days.values()]
    .filter(({ date }) => date.startsWith(`${of.year}-`))
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}
