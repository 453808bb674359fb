import type { Alert, Figure, FigureId, FigureValue } from "@fairflow/contract";

/** For which a fall is bad, a rise is bad; by how much of what it was. */
const WORSE_BELOW: Partial<Readonly<Record<FigureId, number>>> = {
  collected: 0.1,
  promised: 0.2,
  cure_rate: 0.1,
  contacts: 0.1,
  right_party: 0.2,
  conversion: 0.2,
};
const WORSE_ABOVE: Partial<Readonly<Record<FigureId, number>>> = {
  disputes: 0.5,
  cost: 0.25,
};
/** Of fewer, a share says nothing. */
const FEWEST = 30;

/** Figures that are clearly worse than on the same working day of the month before, the worst first. */
export function worseFigures(figures: readonly Figure[]): readonly Alert[] {
  return figures
    .flatMap(({ id, value, before }): readonly (Alert & { readonly kind: "worse" })[] => {
      const [one, other] = [comparable(value), before === null ? undefined : comparable(before)];
      if (one === undefined || other === undefined || other <= 0) return [];
      const by = one / other - 1;
      const isWorse =
        by <= -(WORSE_BELOW[id] ?? Number.POSITIVE_INFINITY) ||
        by >= (WORSE_ABOVE[id] ?? Number.POSITIVE_INFINITY);
      return isWorse ? [{ kind: "worse", figure: id, by }] : [];
    })
    .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by));
}

/** Undefined where there is too little to compare, or it is in several currencies. */
function comparable(value: FigureValue): number | undefined {
  switch (value.kind) {
    case "count":
      return value.count >= FEWEST ? value.count : undefined;
    case "money":
      return value.amounts.length === 1 ? value.amounts[0]?.minor : undefined;
    case "share":
      return value.whole >= FEWEST ? value.part / value.whole : undefined;
  }
}
