import { addDays, instantAt } from "@fairflow/calendar";
import { HISTORY_DAYS, type DemoPlace, type DemoStart } from "../demo-place.ts";
import type { DemoFlows } from "../flows/demo-flows.ts";
import type { HistoryWorld } from "./life.ts";
import { localDays } from "./local-days.ts";

/** What the histories of a demo world rest on, its client being stored under `clientId`. */
export function historyWorld(of: {
  readonly seed: number;
  readonly place: DemoPlace;
  readonly start: DemoStart;
  readonly flows: DemoFlows;
  readonly clientId: string;
}): HistoryWorld {
  const { seed, place, start, flows, clientId } = of;
  return {
    seed,
    place,
    flows,
    clientId,
    clientName: CLIENT_NAME,
    portfolioName: PORTFOLIO_NAME,
    tolerance: TOLERANCE,
    days: localDays(place.zone),
    fromMs: instantAt(place.zone, addDays(start.today, -HISTORY_DAYS), 0).getTime(),
    toMs: start.nowMs,
    today: start.today,
  };
}

export const CLIENT_NAME = "Kopano Retail Credit";
export const PORTFOLIO_NAME = "Store credit";
/** Ten rand. */
export const TOLERANCE = 1_000;
