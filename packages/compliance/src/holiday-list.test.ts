import { expect, test } from "vitest";
import holidays from "./data/holidays.json" with { type: "json" };
import { holidayPlaces, holidayTable, listHolidays } from "./holiday-list.ts";
import { HolidayTables, packCalendar } from "./holiday-tables.ts";
import { packs } from "./packs.ts";
import type { RulePack } from "./rule-pack.ts";

const committed = HolidayTables.parse(holidays);
const YEARS = Array.from({ length: 21 }, (_, index) => 2010 + index);

test.for(
  [...packs.values()].flatMap((pack) =>
    holidayPlaces(pack).map((place) => [pack.id, place ?? "all of it", pack, place] as const),
  ),
)("%s in %s lists the days that the gate goes by", ([, , pack, place]) => {
  const listed = YEARS.flatMap((year) => listHolidays(pack, committed, { year, place }));

  expect(listed.flatMap(({ date, origin }) => (origin === "removed" ? [] : [date]))).toEqual(
    [...packCalendar(pack.calendar, committed, place).business.holidays].toSorted(),
  );
});

const tables: HolidayTables = {
  source: "a table",
  from: "2010-01-01",
  to: "2030-12-31",
  calendars: {
    "table:country": {
      "2026-01-01": "New Year",
      "2026-05-01": "May Day",
      "2027-01-01": "New Year",
    },
    "table:north": { "2026-01-01": "New Year" },
  },
};
const cited = { cite: "Gazette 7 of 2026", confidence: "A" } as const;
const pack: Pick<RulePack, "calendar" | "sources"> = {
  calendar: {
    base: "table:country",
    bySubdivision: { "ZZ-N": "table:north" },
    weekend: ["sat", "sun"],
    add: [
      { date: "2026-06-15", name: "Declared", source: "gazette", subdivision: "ZZ-N" },
      { date: "2026-01-01", name: "New Year again" },
    ],
    remove: [{ date: "2026-05-01", name: "May Day", source: "gazette" }],
  },
  sources: { gazette: cited },
};

test("tells the table's days from those that a pack adds or takes out, with what it cites", () => {
  expect(listHolidays(pack, tables, { year: 2026 })).toEqual([
    { date: "2026-01-01", name: "New Year", origin: "table", source: undefined },
    { date: "2026-05-01", name: "May Day", origin: "removed", source: cited },
  ]);
  expect(listHolidays(pack, tables, { year: 2026, place: "ZZ-N-CITY" })).toEqual([
    { date: "2026-01-01", name: "New Year", origin: "table", source: undefined },
    { date: "2026-06-15", name: "Declared", origin: "added", source: cited },
  ]);
});

test("names the table of the nearest place, and the places that differ", () => {
  expect(holidayPlaces(pack)).toEqual([undefined, "ZZ-N"]);
  expect(holidayTable(pack)).toBe("table:country");
  expect(holidayTable(pack, "ZZ-N-CITY")).toBe("table:north");
});
