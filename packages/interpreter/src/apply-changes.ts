import type { FactValue, FactValues } from "@fairflow/criteria";
import type { Change } from "./effect.ts";

/** The facts as they are once `changes` are made; the given facts stay as they were. */
export function applyChanges(values: FactValues, changes: readonly Change[]): FactValues {
  const changed: Record<string, FactValue> = { ...values };
  for (const change of changes) changed[change.field] = valueAfter(changed[change.field], change);
  return changed;
}

function valueAfter(current: FactValue | undefined, change: Change): FactValue {
  switch (change.kind) {
    case "set":
      return change.value;
    case "add-tag":
      return [...new Set([...tagsOf(current), change.tag])];
    case "remove-tag":
      return tagsOf(current).filter((tag) => tag !== change.tag);
  }
}

function tagsOf(value: FactValue | undefined): readonly string[] {
  return value !== null && typeof value === "object" ? value : [];
}
