import { addDays, type LocalDate } from "@fairflow/calendar";
import { FigureId, type Dashboard, type DashboardScope } from "@fairflow/contract";
import {
  cashSums,
  figuresByDay,
  figureTotals,
  openHolds,
  stoodAt,
  type FigureOfDay,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { ruleNamer } from "../figures/stay.ts";
import { worseFigures } from "./alerts.ts";
import { daysFrom } from "./days-from.ts";
import { figureOf } from "./figure-values.ts";
import { flowFigures, listFlowNames } from "./flow-figures.ts";
import { funnelOf } from "./funnel.ts";
import { inArrears } from "./in-arrears.ts";
import { keptBackRules } from "./kept-back-rules.ts";
import { paceOf } from "./pace.ts";
import { isStale, listPortfolios } from "./portfolios.ts";
import { askedScope } from "./scope.ts";

/** Of the curves of single days. */
const DAYS_SHOWN = 30;
const BY_DAY = ["attempts", "collected", "contacts", "goals", "kept_back"];
/** Cash that waits longer is told of. */
const OLD_CASH_DAYS = 30;

/** All that the dashboard shows, from the figures of each day: no account and no attempt is read for it. */
export async function readDashboard(
  deps: Pick<AppDeps, "database" | "facts">,
  asked: DashboardScope,
): Promise<Dashboard> {
  const { database } = deps;
  const { days, scope, now, calendar } = await askedScope(deps, asked);
  const shownFrom = addDays(days.through, 1 - DAYS_SHOWN);
  const shown = daysFrom(shownFrom, days.through);
  const closes = [days.through, addDays(days.from, -1), addDays(days.comparedFrom, -1)];
  const [totals, byDay, holds, stood, portfolios, flows, cash, named] = await Promise.all([
    figureTotals(database, { days, scope }),
    figuresByDay(database, {
      from: days.comparedFrom < shownFrom ? days.comparedFrom : shownFrom,
      through: days.through,
      metrics: BY_DAY,
      scope,
    }),
    openHolds(database, scope),
    stoodAt(database, closes, scope),
    listPortfolios(database),
    listFlowNames(database),
    cashSums(database, [addDays(days.through, -OLD_CASH_DAYS)]),
    ruleNamer(database),
  ]);
  const counted = {
    totals: [...totals, ...holds.map(heldTotal)],
    inArrears: {
      now: inArrears(stood, addDays(days.from, -1)),
      before: inArrears(stood, addDays(days.comparedFrom, -1)),
    },
  };
  const figures = FigureId.options.map((id) => figureOf(id, counted));
  const stale = portfolios.filter(
    (each) => isStale(each, now) && (scope.portfolioIds?.includes(each.id) ?? true),
  );
  const oldCash = cash.reduce((sum, { byAge }) => sum + (byAge[0]?.lines ?? 0), 0);
  return {
    days,
    portfolios: portfolios.map(({ id, name, clientId, client }) => ({
      id,
      name,
      clientId,
      client,
    })),
    figures,
    pace: paceOf(byDay, { days, calendar }),
    daily: shown.map((day) => ({
      day,
      attempts: ofDay(byDay, "attempts", day),
      contacts: ofDay(byDay, "contacts", day),
      keptBack: ofDay(byDay, "kept_back", day),
    })),
    funnel: funnelOf(stood.filter((row) => row.asked === days.through)),
    held: holds.map(({ state, holds: open }) => ({ state, holds: open })),
    keptBack: keptBackRules(totals, named),
    unallocated: {
      amounts: cash.flatMap(({ currency, cameIn }) =>
        cameIn === 0 ? [] : [{ currency, minor: cameIn }],
      ),
      lines: cash.reduce((sum, { linesIn }) => sum + linesIn, 0),
    },
    flows: flowFigures(flows, { totals, byDay, shown }),
    alerts: [
      ...worseFigures(figures),
      ...stale.map(({ name, dataAsOf }) => ({
        kind: "stale" as const,
        portfolio: name,
        sinceMs: dataAsOf?.getTime() ?? 0,
      })),
      ...(oldCash > 0 ? [{ kind: "cash" as const, lines: oldCash }] : []),
    ],
  };
}

/** What is open has no days: as a figure it is what it is now. */
function heldTotal({ state, holds }: { readonly state: string; readonly holds: number }) {
  return { metric: "held", detail: state, now: holds, before: 0 };
}

function ofDay(rows: readonly FigureOfDay[], metric: string, day: LocalDate): number {
  return rows.reduce(
    (sum, row) => (row.metric === metric && row.day === day ? sum + row.count : sum),
    0,
  );
}
