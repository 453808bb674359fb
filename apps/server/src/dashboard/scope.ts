import type { BusinessCalendar } from "@fairflow/calendar";
import type { FigureScope } from "@fairflow/db";
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
 * Whose figures are asked for, and of which days.
 *
 * @throws HttpError where there is no such portfolio, or none at all
 */
export async function askedScope(
  { database, facts }: Pick<AppDeps, "database" | "facts">,
  portfolioId: string | undefined,
): Promise<AskedScope> {
  const place = await workingDays(database, facts.law, portfolioId);
  if (place === undefined) throw notFound("portfolio");
  return {
    days: comparedDays(place.calendar, place.today),
    scope: { portfolioId },
    now: place.now,
    calendar: place.calendar,
  };
}
