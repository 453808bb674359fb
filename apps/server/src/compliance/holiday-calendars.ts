import { holidayPlaces, holidayTable, HolidayTables, listHolidays } from "@fairflow/compliance";
import type { Endpoints, HolidayCalendar, OutputOf } from "@fairflow/contract";
import { portfolioLaws, readClock, readLawDocuments, type Database } from "@fairflow/db";
import { STOP_FACTS, type LawReader } from "@fairflow/engine";
import { HttpError } from "../http/http-error.ts";
import { readLawState, type PackInLaw } from "./law-state.ts";
import { dayIn } from "./pack-views.ts";

type Answer = OutputOf<Endpoints["holidays"]>;

/** The holidays that verdicts go by: the tables of the law in force, with what its packs correct. */
export async function holidayCalendars(
  database: Database,
  lawReader: LawReader,
  asked: number | undefined,
): Promise<Answer> {
  const { packs, composition } = await readLawState(database);
  const documents = await readLawDocuments(database.sql, [composition.holidays]);
  const tables = HolidayTables.parse(documents.get(composition.holidays)?.document);
  const [firstYear, lastYear] = [yearOf(tables.from), yearOf(tables.to)];
  const year = asked ?? (await thisYear(database, lawReader));
  if (year < firstYear || year > lastYear) {
    throw new HttpError("invalid", `The tables run from ${firstYear} to ${lastYear}.`);
  }
  return {
    year,
    firstYear,
    lastYear,
    source: tables.source,
    calendars: packs
      .filter(({ id }) => id !== STOP_FACTS)
      .flatMap((each) => calendarsOf(each, tables, year)),
  };
}

function calendarsOf(
  { id, version, pack, activation }: PackInLaw,
  tables: HolidayTables,
  year: number,
): HolidayCalendar[] {
  return holidayPlaces(pack).map((place) => ({
    packId: id,
    packTitle: pack.title ?? id,
    packVersion: version,
    isActive: activation !== null,
    place: place ?? null,
    table: holidayTable(pack, place),
    weekend: [...pack.calendar.weekend],
    days: listHolidays(pack, tables, { year, place }).map(({ date, name, origin, source }) => ({
      date,
      name,
      origin,
      source: source?.cite ?? null,
    })),
  }));
}

async function thisYear(database: Database, lawReader: LawReader): Promise<number> {
  const [{ now }, law, [portfolio]] = await Promise.all([
    readClock(database),
    lawReader.newest(database.sql),
    portfolioLaws(database.sql),
  ]);
  return yearOf(dayIn(law.zones, portfolio?.zone, now));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
