import { sameJson } from "./same-document.ts";

/** A value that stands elsewhere in two documents, or in one of them only: `undefined` is where it is not. */
export interface FieldChange {
  /** Keys, ids of list items, or places in a list, from the outside in. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Every field that differs, once: no path stands in another, and two values that say the same have none. Items of a list
 * are matched by their `id`; a list without ids, or whose ids stand in another order, differs as a whole.
 */
export function fieldChanges(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): readonly FieldChange[] {
  if (sameJson(before, after)) return [];
  const [earlier, later] = [partsOf(before), partsOf(after)];
  const matches =
    earlier !== undefined &&
    later !== undefined &&
    earlier.kind === later.kind &&
    (earlier.kind === "object" || isInSameOrder(earlier.parts, later.parts));
  if (!matches) return [{ path, before, after }];
  const keys = new Set([...earlier.parts.keys(), ...later.parts.keys()]);
  return [...keys].flatMap((key) =>
    fieldChanges(earlier.parts.get(key), later.parts.get(key), [...path, key]),
  );
}

interface Parts {
  readonly kind: "object" | "list";
  readonly parts: ReadonlyMap<string, unknown>;
}

/** What a value is made of; undefined for what differs as a whole. */
function partsOf(value: unknown): Parts | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return { kind: "object", parts: new Map(Object.entries(value)) };
  const items: readonly unknown[] = value;
  const parts = new Map(
    items.flatMap((item) => {
      const id = idOf(item);
      return id === undefined ? [] : [[id, item] as const];
    }),
  );
  return parts.size === items.length ? { kind: "list", parts } : undefined;
}

function idOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null || !("id" in item)) return undefined;
  return typeof item.id === "string" ? item.id : undefined;
}

/** Whether the items that both lists have stand in one order. */
function isInSameOrder(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): boolean {
  const [kept, found] = [
    [...before.keys()].filter((id) => after.has(id)),
    [...after.keys()].filter((id) => before.has(id)),
  ];
  return kept.every((id, index) => found[index] === id);
}
