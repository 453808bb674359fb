/** The keys of a type; of a union, those of all its members. */
export type KeyOf<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? keyof T & string
    : never;

export type MemberOf<T, Key extends string> = T extends unknown
  ? Key extends keyof T
    ? T[Key]
    : never
  : never;

export type ItemOf<T> = T extends readonly (infer Item)[] ? Item : never;

/**
 * One place in a step's settings, as a form sees it. `T` says which keys there are, so that a misspelt one does not compile;
 * the value itself is whatever was typed so far, since a draft need not fit its schema: `compile` says what is wrong with it.
 */
export interface Slot<T> {
  readonly value: unknown;
  /** What is wrong here, in plain words. */
  readonly problem: string | undefined;
  readonly set: (value: unknown) => void;
  readonly at: <Key extends KeyOf<T>>(key: Key) => Slot<MemberOf<T, Key>>;
  readonly item: (index: number) => Slot<ItemOf<T>>;
}

export interface SlotProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** @param change gets the whole new value and the path of what changed in it */
export function slotOf<T>(
  value: unknown,
  problems: readonly SlotProblem[],
  change: (value: unknown, path: string) => void,
): Slot<T> {
  return slotAt(value, problems, change, "");
}

function slotAt<T>(
  value: unknown,
  problems: readonly SlotProblem[],
  change: (value: unknown, path: string) => void,
  path: string,
): Slot<T> {
  const below = (key: PropertyKey) =>
    problems.flatMap((problem) =>
      problem.path[0] === key ? [{ ...problem, path: problem.path.slice(1) }] : [],
    );
  return {
    value,
    problem: problems.find((problem) => problem.path.length === 0)?.message,
    set: (next) => change(next, path),
    at: (key) =>
      slotAt(
        entriesOf(value)[key],
        below(key),
        (next, changed) => change(withEntry(value, key, next), changed),
        path === "" ? key : `${path}.${key}`,
      ),
    item: (index) =>
      slotAt(
        itemsOf(value)[index],
        below(index),
        (next, changed) => change(itemsOf(value).with(index, next), changed),
        `${path}[${index}]`,
      ),
  };
}

/** Reads a value as an object; anything else has no entries. */
export function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function withEntry(value: unknown, key: string, next: unknown): Readonly<Record<string, unknown>> {
  const { [key]: _replaced, ...rest } = entriesOf(value);
  if (next === undefined) return rest;
  // The order of keys stays, so that the JSON view does not jump about while one types.
  if (Object.hasOwn(entriesOf(value), key)) return { ...entriesOf(value), [key]: next };
  return { ...rest, [key]: next };
}
