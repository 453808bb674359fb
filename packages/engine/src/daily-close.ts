import { addDays, instantAt, localTime, type LocalDate } from "@fairflow/calendar";
import {
  readClock,
  rollArrears,
  takeDailySnapshot,
  type Database,
  type Transaction,
} from "@fairflow/db";
import type { LawReader } from "./law/law-reader.ts";
import { zoneOf, type Law } from "./world.ts";

/** After a longer pause the days before it are not made up: nobody knows any more how they ended. */
const MOST_DAYS = 31;

interface DailyCloseDeps {
  readonly database: Database;
  readonly law: LawReader;
}

/**
 * Closes the days that have ended in each portfolio's zone: keeps how every account stood, then counts what falls overdue
 * with the new day. Each portfolio in a transaction of its own; what was kept stays. A portfolio that was never looked at
 * begins with the day that it finds.
 */
export async function closeDays({ database, law }: DailyCloseDeps): Promise<void> {
  const [{ now }, current] = await Promise.all([readClock(database), law.newest(database.sql)]);
  for (const id of await openPortfolios({ database, law }, now)) {
    await database.transaction(async (tx) => {
      const [portfolio] = await tx.sql<Standing[]>`
        select id, zone, closed_through from portfolio where id = ${id} for no key update skip locked`;
      // Where another worker is at it, it closes the same days.
      if (portfolio !== undefined) await closePortfolio(tx, current, { portfolio, now });
    });
  }
}

/** Portfolios of which a day has ended that is not closed, by id. */
export async function openPortfolios(
  { database, law }: DailyCloseDeps,
  now: Date,
): Promise<readonly string[]> {
  const [current, portfolios] = await Promise.all([
    law.newest(database.sql),
    database.sql<Standing[]>`select id, zone, closed_through from portfolio order by id`,
  ]);
  return portfolios
    .filter((each) => each.closed_through !== yesterdayOf(current, each, now))
    .map(({ id }) => id);
}

interface Standing {
  readonly id: string;
  readonly zone: string;
  readonly closed_through: LocalDate | null;
}

async function closePortfolio(
  tx: Transaction,
  law: Law,
  { portfolio, now }: { readonly portfolio: Standing; readonly now: Date },
): Promise<void> {
  const portfolioId = portfolio.id;
  const yesterday = yesterdayOf(law, portfolio, now);
  const earliest = addDays(yesterday, 1 - MOST_DAYS);
  const first = addDays(portfolio.closed_through ?? yesterday, 1);
  for (let day = first < earliest ? earliest : first; day <= yesterday; day = addDays(day, 1)) {
    const close = instantAt(zoneOf(law, portfolio.zone), addDays(day, 1), 0);
    await takeDailySnapshot(tx, { portfolioId, day, now: close });
  }
  await rollArrears(tx, portfolioId, addDays(yesterday, 1));
  await tx.sql`update portfolio set closed_through = ${yesterday} where id = ${portfolioId}`;
}

function yesterdayOf(law: Law, { zone }: Standing, now: Date): LocalDate {
  return addDays(localTime(zoneOf(law, zone), now).date, -1);
}
