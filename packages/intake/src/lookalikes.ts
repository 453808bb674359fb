import { folded, knownHeaders } from "./column-guess.ts";
import type { Mapping } from "./mapping.ts";
import { slipsApart } from "./slips-apart.ts";
import type { TargetField } from "./target-field.ts";

/** A column whose name looks like that of a field, perhaps misspelt. */
export interface Lookalike {
  readonly column: string;
  readonly target: TargetField;
}

/** Names of codes whose cells decide whether they are meant; a header alone says too little. */
const NEEDS_CELLS: ReadonlySet<TargetField> = new Set(["debtor.country", "debtor.subdivision"]);

/**
 * What each column's name looks like, whatever its case, signs and accents, and with a slip or two in a long name. Of fields
 * that are as near the first is taken; a column that looks like nothing is left out.
 */
export function lookalikes(columns: readonly string[]): readonly Lookalike[] {
  return columns.flatMap((column) => {
    const target = nearestTarget(folded(column));
    return target === undefined || NEEDS_CELLS.has(target) ? [] : [{ column, target }];
  });
}

/** Columns that a mapping leaves out although their names look like fields that it takes from nowhere else. */
export function overlookedColumns(
  columns: readonly string[],
  { columns: mapped, custom }: Pick<Mapping, "columns" | "custom">,
): readonly Lookalike[] {
  const used = new Set(
    [...Object.values(mapped), ...Object.values(custom)].map((source) =>
      typeof source === "string" ? source : source.column,
    ),
  );
  const found = new Set<TargetField>();
  return lookalikes(columns).filter(({ column, target }) => {
    if (used.has(column) || mapped[target] !== undefined || found.has(target)) return false;
    found.add(target);
    return true;
  });
}

function nearestTarget(header: string): TargetField | undefined {
  let nearest: { readonly target: TargetField; readonly slips: number } | undefined;
  for (const [known, target] of knownHeaders) {
    const slips = slipsApart(header, known);
    if (slips === undefined) continue;
    if (nearest === undefined || slips < nearest.slips) nearest = { target, slips };
  }
  return nearest?.target;
}
