import type { Figure, FigureId, FigureValue, Money } from "@fairflow/contract";
import type { FigureTotal } from "@fairflow/db";

/** Sums of one period: what was counted, and how accounts stood before it began. */
export interface Counted {
  readonly totals: readonly Pick<FigureTotal, "metric" | "detail" | "now" | "before">[];
  /** Accounts in arrears at the last close before the period; null where none was kept. */
  readonly inArrears: Sides<number | null>;
}

interface Sides<Value> {
  readonly now: Value;
  readonly before: Value;
}

type Side = keyof Sides<unknown>;

/** Goals of entries that began in the same month: the others are no part of the entries of these days. */
export const SAME_MONTH = "same";

/** Costs are counted in millionths of a unit of the currency, of which a cent has ten thousand. */
const COST_PER_MINOR = 10_000;

/** Which metrics a figure is read from, in the order in which they are shown. */
export const METRICS: Readonly<Record<FigureId, readonly string[]>> = {
  collected: ["collected"],
  promised: ["promised"],
  cure_rate: ["cured"],
  attempts: ["attempts"],
  contacts: ["contacts"],
  right_party: ["right_party"],
  conversion: ["goals", "entries"],
  cost: ["cost", "collected"],
  sms: ["attempts"],
  email: ["attempts"],
  letters: ["attempts"],
  kept_back: ["kept_back"],
  held: ["held"],
  disputes: ["disputes"],
  balance_age: ["balance_age"],
  days_to_stop: ["days_to_stop"],
};

/** One figure of a period and of the one that it is compared with. */
export function figureOf(id: FigureId, counted: Counted): Figure {
  return { id, value: valueOf(id, counted, "now"), before: beforeOf(id, counted) };
}

function beforeOf(id: FigureId, counted: Counted): FigureValue | null {
  // What is open is open now: nobody compares it with a part of last month.
  if (id === "held" || (id === "cure_rate" && counted.inArrears.before === null)) return null;
  return valueOf(id, counted, "before");
}

function valueOf(id: FigureId, counted: Counted, side: Side): FigureValue {
  const sum = (metric: string, detail?: string) => sumOf(counted, { metric, detail, side });
  const count = (value: number): FigureValue => ({ kind: "count", count: value });
  const share = (part: number, whole: number): FigureValue => ({ kind: "share", part, whole });
  switch (id) {
    case "collected":
    case "promised":
      return { kind: "money", amounts: amountsOf(counted, id, side) };
    case "cure_rate":
      return share(sum("cured"), counted.inArrears[side] ?? 0);
    case "attempts":
      return count(sum("attempts"));
    case "contacts":
    case "right_party":
      return share(sum(id), sum("attempts"));
    case "conversion":
      return share(sum("goals", SAME_MONTH), sum("entries"));
    case "cost":
      return costOf(counted, side);
    case "sms":
    case "email":
      return count(sum("attempts", id));
    case "letters":
      return count(sum("attempts", "letter"));
    case "kept_back":
    case "held":
    case "disputes":
      return count(sum(id));
    case "balance_age":
      return share(sum(id, "0") + sum(id, "1"), sum(id) - sum(id, "unknown"));
    case "days_to_stop":
      return share(sum(id, "0"), sum(id));
  }
}

/** What providers charged, of what was collected, in the currency that brought the most; amounts of two currencies are no sum. */
function costOf(counted: Counted, side: Side): FigureValue {
  const most = amountsOf(counted, "collected", side).toSorted((a, b) => b.minor - a.minor)[0];
  // Where no provider told what it charged, nothing can be said.
  const isTold = counted.totals.some((row) => row.metric === "cost" && row[side] !== 0);
  if (most === undefined || !isTold) return { kind: "share", part: 0, whole: 0 };
  const cost = sumOf(counted, { metric: "cost", detail: most.currency, side }) / COST_PER_MINOR;
  return { kind: "share", part: cost, whole: most.minor };
}

function amountsOf({ totals }: Counted, metric: string, side: Side): Money[] {
  const byCurrency = Map.groupBy(
    totals.filter((each) => each.metric === metric),
    ({ detail }) => detail,
  );
  return [...byCurrency]
    .map(([currency, rows]) => ({
      currency,
      minor: rows.reduce((total, row) => total + row[side], 0),
    }))
    .filter(({ minor }) => minor !== 0);
}

function sumOf(
  { totals }: Counted,
  {
    metric,
    detail,
    side,
  }: { readonly metric: string; readonly detail?: string | undefined; readonly side: Side },
): number {
  return totals.reduce(
    (total, row) =>
      row.metric === metric && (detail === undefined || row.detail === detail)
        ? total + row[side]
        : total,
    0,
  );
}
