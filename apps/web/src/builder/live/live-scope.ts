import { addDays, isLocalDate, type LocalDate } from "@fairflow/calendar";
import { endOfDay, startOfDay } from "../../debtors/start-of-day.ts";

/** Whose numbers are shown: it stands in the address, so that it can be sent to somebody. */
export interface LiveScope {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly segment?: string | undefined;
}

export interface CountsQuery {
  readonly fromMs?: number | undefined;
  readonly beforeMs?: number | undefined;
  readonly segment?: string | undefined;
}

export const PERIODS = ["all", "today", "week", "month", "own"] as const;
export type Period = (typeof PERIODS)[number];

const DAYS: Readonly<Record<"today" | "week" | "month", number>> = { today: 1, week: 7, month: 30 };

/** What the server is asked; days begin and end where the portfolio is. */
export function countsQuery(
  { from, to, segment }: LiveScope,
  zone: string | undefined,
): CountsQuery {
  return {
    ...(from === undefined || zone === undefined ? {} : { fromMs: startOfDay(from, zone) }),
    ...(to === undefined || zone === undefined ? {} : { beforeMs: endOfDay(to, zone) }),
    ...(segment === undefined ? {} : { segment }),
  };
}

/** The days of a period, up to the one that it is now. */
export function daysOf(
  period: Exclude<Period, "own">,
  today: LocalDate,
): Pick<LiveScope, "from" | "to"> {
  if (period === "all") return { from: undefined, to: undefined };
  return { from: addDays(today, 1 - DAYS[period]), to: today };
}

/** Which period the days are, as of today; any others are the reader's own. */
export function periodOf({ from, to }: LiveScope, today: LocalDate): Period {
  if (from === undefined && to === undefined) return "all";
  const known = (["today", "week", "month"] as const).find((period) => {
    const days = daysOf(period, today);
    return days.from === from && days.to === to;
  });
  return known ?? "own";
}

export function isFiltered({ from, to, segment }: LiveScope): boolean {
  return from !== undefined || to !== undefined || segment !== undefined;
}

/** As in `from 1 Nov 2026 to 20 Nov 2026`. */
export function periodWords({ from, to }: LiveScope, formatDate: (date: string) => string): string {
  if (from === undefined && to === undefined) return "since it went live";
  if (from !== undefined && from === to) return `on ${formatDate(from)}`;
  const start = from === undefined || !isLocalDate(from) ? "" : `from ${formatDate(from)}`;
  const end = to === undefined || !isLocalDate(to) ? "" : `to ${formatDate(to)}`;
  return [start, end].filter((part) => part !== "").join(" ");
}
