import { addDays } from "@fairflow/calendar";
import type {
  DashboardScope,
  FigureDetail,
  FigureId,
  FigurePart,
  FigureValue,
} from "@fairflow/contract";
import {
  figuresByDay,
  figureTotals,
  openHolds,
  stoodAt,
  type FigureOfDay,
  type FigureTotal,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { ruleNamer } from "../figures/stay.ts";
import { daysFrom } from "./days-from.ts";
import { figureOf, METRICS, type Counted } from "./figure-values.ts";
import { listFlowNames } from "./flow-figures.ts";
import { inArrears } from "./in-arrears.ts";
import { keptBackRules } from "./kept-back-rules.ts";
import { listPortfolios } from "./portfolios.ts";
import { askedScope } from "./scope.ts";

const DAYS_SHOWN = 62;
/** Of these, what rules kept back is the first thing to look at. */
const MOVED_BY_RULES: ReadonlySet<FigureId> = new Set([
  "attempts",
  "contacts",
  "right_party",
  "sms",
  "email",
  "letters",
  "conversion",
  "collected",
  "promised",
]);
const CHANNEL: Partial<Readonly<Record<FigureId, string>>> = {
  sms: "sms",
  email: "email",
  letters: "letter",
};

type Rows = readonly FigureTotal[];

/** A figure by day and by part, from the figures of each day. */
export async function figureDetail(
  deps: Pick<AppDeps, "database" | "facts">,
  id: FigureId,
  asked: DashboardScope,
): Promise<FigureDetail> {
  const { database } = deps;
  const { days, scope } = await askedScope(deps, asked);
  const from = addDays(days.through, 1 - DAYS_SHOWN);
  const metrics = [...METRICS[id], ...(SHARE_OF[id] ?? [])];
  const closes = [addDays(days.from, -1), addDays(days.comparedFrom, -1)];
  const [totals, byDay, holds, stood, flows, portfolios, named] = await Promise.all([
    figureTotals(database, {
      days,
      scope,
      byPortfolio: true,
      metrics: [...metrics, "kept_back"],
    }),
    figuresByDay(database, { from, through: days.through, metrics, scope }),
    id === "held" ? openHolds(database, scope) : [],
    id === "cure_rate" ? stoodAt(database, closes, scope) : [],
    listFlowNames(database),
    listPortfolios(database),
    ruleNamer(database),
  ]);
  const [now, before] = closes;
  const counted = (rows: Counted["totals"], of?: string): Counted => ({
    totals: [
      ...rows,
      ...holds.map(({ state, holds: open }) => ({
        metric: "held",
        detail: state,
        now: open,
        before: 0,
      })),
    ],
    inArrears: {
      now: inArrears(stood, now ?? "", of),
      before: inArrears(stood, before ?? "", of),
    },
  });
  const own =
    CHANNEL[id] === undefined ? totals : totals.filter(({ detail }) => detail === CHANNEL[id]);
  const partsBy = (
    keyOf: (row: FigureTotal) => string | null,
    name: (key: string) => string | null,
  ) =>
    [
      ...Map.groupBy(
        own.filter((row) => metrics.includes(row.metric)),
        keyOf,
      ),
    ]
      .flatMap(([key, rows]): FigurePart[] => {
        if (key === null || key === "") return [];
        const { value, before: past } = figureOf(id, counted(rows, key));
        return [{ detail: key, name: name(key), value, before: past }];
      })
      .toSorted((a, b) => sizeOf(b.value) - sizeOf(a.value));
  const nameOfFlow = (key: string) => flows.find((flow) => flow.id === key)?.name ?? null;
  const nameOfPortfolio = (key: string) => portfolios.find((each) => each.id === key)?.name ?? null;
  return {
    days,
    figure: figureOf(id, counted(own)),
    byDay: daysFrom(from, days.through).map((day) => ({
      day,
      value: valueOfDay(
        id,
        byDay.filter((row) => row.day === day),
      ),
    })),
    parts: partsOf(),
    rules: MOVED_BY_RULES.has(id) ? keptBackRules(totals, named) : [],
  };

  function partsOf(): FigurePart[] {
    switch (id) {
      case "attempts":
      case "contacts":
      case "right_party":
      case "disputes":
        return partsBy(
          ({ detail }) => detail,
          () => null,
        );
      case "conversion":
        return partsBy(({ flowId }) => flowId, nameOfFlow);
      case "kept_back":
        return keptBackRules(totals, named).map(({ rule, times, before: past }) => ({
          detail: rule.id,
          name: rule.title,
          value: { kind: "count", count: times },
          before: { kind: "count", count: past },
        }));
      case "held":
        return holds.map(({ state, holds: open }) => ({
          detail: state,
          name: null,
          value: { kind: "count", count: open },
          before: null,
        }));
      case "balance_age":
      case "days_to_stop":
        return byBucket(own.filter(({ metric }) => metric === id));
      case "collected":
      case "promised":
      case "cure_rate":
      case "cost":
      case "sms":
      case "email":
      case "letters":
        return partsBy(({ portfolioId: of }) => of, nameOfPortfolio);
    }
  }
}

/** What else a share needs to be told of a part or a day. */
const SHARE_OF: Partial<Readonly<Record<FigureId, readonly string[]>>> = {
  contacts: ["attempts"],
  right_party: ["attempts"],
};

/** How many fell into each age. */
function byBucket(rows: Rows): FigurePart[] {
  return [...Map.groupBy(rows, ({ detail }) => detail)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([detail, of]) => ({
      detail,
      name: null,
      value: { kind: "count", count: of.reduce((sum, row) => sum + row.now, 0) },
      before: { kind: "count", count: of.reduce((sum, row) => sum + row.before, 0) },
    }));
}

/**
 * Counted on a day alone without a share: nobody counts who stood in arrears on each day's morning, and what ends on a day
 * is no part of what begins on it.
 */
const WITHOUT_DAILY_SHARE: ReadonlySet<FigureId> = new Set(["cure_rate", "held", "conversion"]);

function valueOfDay(id: FigureId, rows: readonly FigureOfDay[]): FigureValue {
  const totals = rows
    .filter(({ detail }) => CHANNEL[id] === undefined || detail === CHANNEL[id])
    .map(({ metric, detail, count }) => ({ metric, detail, now: count, before: 0 }));
  if (WITHOUT_DAILY_SHARE.has(id)) {
    const own = totals.filter(({ metric }) => metric === METRICS[id][0]);
    return { kind: "count", count: own.reduce((sum, { now }) => sum + now, 0) };
  }
  return figureOf(id, { totals, inArrears: { now: null, before: null } }).value;
}

function sizeOf(value: FigureValue): number {
  switch (value.kind) {
    case "count":
      return value.count;
    case "money":
      return value.amounts.reduce((sum, { minor }) => sum + minor, 0);
    case "share":
      return value.whole;
  }
}
