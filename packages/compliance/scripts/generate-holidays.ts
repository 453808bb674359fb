/**
 * Writes `src/data/holidays.json`, the public holidays 2010 to 2030 of every calendar that a pack names.
 * A person compares the difference with the gazettes before it is committed; at run time nothing asks the
 * library, and no zone is ever taken from it. What it gets wrong `holiday-corrections.ts` corrects where the law as it was is
 * known, and the packs' `add` and `remove` where a pack cites its source.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import Holidays from "date-holidays";
import library from "date-holidays/package.json" with { type: "json" };
import { RulePack } from "../src/rule-pack.ts";
import { HOLIDAY_CORRECTIONS } from "./holiday-corrections.ts";

const FIRST_YEAR = 2010;
const LAST_YEAR = 2030;

type Row = { date: string; name: string; type: string; substitute?: boolean };

function writeTables(): void {
  const calendars: Record<string, Record<string, string>> = { "table:none": {} };
  const packs = new URL("../packs/", import.meta.url);
  for (const file of readdirSync(packs).toSorted()) {
    const { calendar } = RulePack.parse(JSON.parse(readFileSync(new URL(file, packs), "utf8")));
    for (const base of [calendar.base, ...Object.values(calendar.bySubdivision ?? {})]) {
      calendars[base] ??= corrected(base, tableOf(base, calendar.types ?? ["public"]));
    }
  }
  const tables = {
    source: `date-holidays ${library.version} (ISC AND CC-BY-3.0)`,
    from: `${FIRST_YEAR}-01-01`,
    to: `${LAST_YEAR}-12-31`,
    calendars,
  };
  writeFileSync(
    new URL("../src/data/holidays.json", import.meta.url),
    `${JSON.stringify(tables, null, 1)}\n`,
  );
}

function corrected(base: string, days: Record<string, string>): Record<string, string> {
  const { add, remove } = HOLIDAY_CORRECTIONS[base] ?? { add: {}, remove: [] };
  const right = Object.entries({ ...days, ...add }).filter(([date]) => !remove.includes(date));
  return Object.fromEntries(right.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function tableOf(base: string, types: readonly string[]): Record<string, string> {
  // 5 USC 6103(a) names the days themselves; days in lieu are 6103(b).
  if (base === "table:us-5usc6103a")
    return table(["US"], (row) => isPublic(row) && !row.substitute);
  // Easter Saturday is no public holiday in Western Australia and Tasmania.
  if (base === "table:au-national") {
    return table(["AU"], (row) => isPublic(row) && row.name !== "Easter Saturday");
  }
  if (base === "table:none") return {};
  const place = /^date-holidays:([A-Z]{2})(?:-([A-Z]+))?$/.exec(base);
  if (place?.[1] === undefined) throw new Error(`No way to make the calendar ${base}`);
  return table(place[2] === undefined ? [place[1]] : [place[1], place[2]], (row) =>
    types.includes(row.type),
  );
}

function isPublic(row: Row): boolean {
  return row.type === "public";
}

function table(place: [string, string?], keep: (row: Row) => boolean): Record<string, string> {
  const [country, state] = place;
  const holidays = state === undefined ? new Holidays(country) : new Holidays(country, state);
  holidays.setLanguages("en");
  const days: Record<string, string> = {};
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (const row of holidays.getHolidays(year))
      if (keep(row)) days[row.date.slice(0, 10)] = row.name;
  }
  return days;
}

writeTables();
