import type { FigureValue } from "@fairflow/contract";
import { shareWords } from "@fairflow/contract/share-words";
import { formatCount, formatMoney } from "../server/format.ts";

/** Of fewer, no share is told. */
const FEWEST = 30;

/** A figure in one line. */
export function valueWords(value: FigureValue): string {
  switch (value.kind) {
    case "count":
      return formatCount(value.count);
    case "money":
      return value.amounts.length === 0 ? "-" : value.amounts.map(formatMoney).join(" + ");
    case "share":
      if (value.whole === 0) return "-";
      if (value.whole < FEWEST) return `${formatCount(value.part)} of ${formatCount(value.whole)}`;
      return shareWords(value.part / value.whole);
  }
}

/** What a share is of, so that a small one can be seen as such. */
export function shareNote(value: FigureValue, of: string | undefined): string | undefined {
  if (value.kind !== "share" || of === undefined) return undefined;
  if (value.whole === 0) return of === "collected" ? "no provider has told a charge" : undefined;
  if (of === "collected") return undefined;
  if (value.whole < FEWEST) return `${of}: too few for a share`;
  return `${formatCount(value.part)} of ${formatCount(value.whole)} ${of}`;
}

/** By which share of what it was it rose or fell; undefined where that says nothing. */
export function changeOf(value: FigureValue, before: FigureValue | null): number | undefined {
  const [one, other] = [numberOf(value), before === null ? undefined : numberOf(before)];
  if (one === undefined || other === undefined || other === 0) return undefined;
  return one / other - 1;
}

/** For a curve: the amount in the one currency, the share of a day that had enough, the count. */
export function numberOf(value: FigureValue): number | undefined {
  switch (value.kind) {
    case "count":
      return value.count;
    case "money":
      return value.amounts.length > 1 ? undefined : (value.amounts[0]?.minor ?? 0);
    case "share":
      return value.whole < FEWEST ? undefined : value.part / value.whole;
  }
}

/** A number of a curve in the unit of its figure. */
export function pointWords(
  kind: FigureValue["kind"],
  currency: string | undefined,
  point: number,
): string {
  switch (kind) {
    case "count":
      return formatCount(point);
    case "money":
      return currency === undefined ? formatCount(point) : formatMoney({ minor: point, currency });
    case "share":
      return shareWords(point);
  }
}
