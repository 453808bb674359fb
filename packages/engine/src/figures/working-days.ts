import { localTime, type BusinessCalendar, type LocalDate } from "@fairflow/calendar";
import { readClock, type Transaction } from "@fairflow/db";
import type { LawReader } from "../law/law-reader.ts";
import { loadPortfolios } from "../load-portfolios.ts";
import { calendarOf, zoneOf } from "../world.ts";

export interface WorkingDays {
  readonly today: LocalDate;
  readonly now: Date;
  readonly calendar: BusinessCalendar;
}

/** Where no pack says which days people work. */
const WITHOUT_HOLIDAYS: BusinessCalendar = {
  weekend: new Set(["sat", "sun"]),
  holidays: new Set(),
  from: "0001-01-01",
  to: "9999-12-31",
};

/** The day, and the working days, of a portfolio; of the oldest one where none is named. Undefined where there is none. */
export async function workingDays(
  tx: Transaction,
  law: LawReader,
  portfolioId: string | undefined,
): Promise<WorkingDays | undefined> {
  const [{ now }, current, portfolios, [place]] = await Promise.all([
    readClock(tx),
    law.newest(tx.sql),
    loadPortfolios(tx.sql),
    tx.sql<{ id: string; zone: string }[]>`
      select id, zone from portfolio where ${portfolioId === undefined ? tx.sql`true` : tx.sql`id = ${portfolioId}`}
      order by created_at, id limit 1`,
  ]);
  const terms = place === undefined ? undefined : portfolios.get(place.id);
  if (place === undefined || terms === undefined) return undefined;
  return {
    now,
    today: localTime(zoneOf(current, place.zone), now).date,
    calendar: terms.packIds.length === 0 ? WITHOUT_HOLIDAYS : calendarOf(current, terms),
  };
}
