import type { OutputOf, ReportQuery } from "@fairflow/contract";
import type { reportEndpoints } from "@fairflow/contract";
import type { ReportSearch } from "./report-search.ts";

export type ReportChoices = OutputOf<typeof reportEndpoints.reportChoices>;

const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;

/** What is asked for: what the URL says, and the usual where it says nothing. Undefined before any day was closed. */
export function askedReport(search: ReportSearch, choices: ReportChoices): ReportQuery | undefined {
  const { days, currencies } = choices;
  if (days === null) return undefined;
  const to = search.to ?? days.last;
  const month = dayBefore(to, USUAL_DAYS);
  const { client, portfolio, product, flow } = search;
  return {
    currency: search.currency ?? currencies[0] ?? "ZAR",
    from: search.from ?? (month < days.first ? days.first : month),
    to,
    by: search.by ?? "product",
    ...(client === undefined ? {} : { client }),
    ...(portfolio === undefined ? {} : { portfolio }),
    ...(product === undefined ? {} : { product }),
    ...(flow === undefined ? {} : { flow }),
  };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}
