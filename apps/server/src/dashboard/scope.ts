import type { BusinessCalendar } from "@fairflow/calendar";
import type { DashboardScope } from "@fairflow/contract";
import type { FigureScope, Transaction } from "@fairflow/db";
import { workingDays } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { notFound } from "../http/http-error.ts";
import { comparedDays, type ComparedDays } from "./compared-days.ts";

export interface AskedScope {
  readonly days: ComparedDays;
  readonly scope: FigureScope;
  readonly now: Date;
  readonly calendar: BusinessCalendar;
}

/**
 * Whose figures are asked for, and of which days: those of the first portfolio.
 *
 * @throws HttpError where there is no such portfolio, a client has none, or there is none at all
 */
export async function askedScope(
  { database, facts }: Pick<AppDeps, "database" | "facts">,
  asked: DashboardScope,
): Promise<AskedScope> {
  const portfolioIds = await portfoliosOf(database, asked);
  if (portfolioIds?.length === 0) throw notFound("portfolio");
  const place = await workingDays(database, facts.law, portfolioIds?.[0]);
  if (place === undefined) throw notFound("portfolio");
  return {
    days: comparedDays(place.calendar, place.today),
    scope: { portfolioIds },
    now: place.now,
    calendar: place.calendar,
  };
}

/** Undefined where all are meant. */
async function portfoliosOf(
  { sql }: Transaction,
  { client, portfolio }: DashboardScope,
): Promise<readonly string[] | undefined> {
  if (client === undefined && portfolio === undefined) return undefined;
  const rows = await sql<{ id: string }[]>`
    select id from portfolio
    where ${client === undefined ? sql`true` : sql`client_id = ${client}`}
      and ${portfolio === undefined ? sql`true` : sql`id = ${portfolio}`}
    order by created_at, id`;
  return rows.map(({ id }) => id);
}
