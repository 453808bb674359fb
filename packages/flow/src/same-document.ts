import type { Flow } from "./flow.ts";

/** Whether two flows say the same. The order of keys is no part of that: a database may give them back in another. */
export function sameDocument(one: Flow, other: Flow): boolean {
  return sameJson(one, other);
}

/** Depth is bounded by `guardJson`, so recursion is safe for what was parsed. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((value, index) => sameJson(value, other[index]))
    );
  }
  const [mine, theirs] = [presentIn(one), presentIn(other)];
  return (
    mine.size === theirs.size &&
    [...mine].every(([key, value]) => theirs.has(key) && sameJson(value, theirs.get(key)))
  );
}

/** JSON has no `undefined`: a key without a value is a key that is not there. */
function presentIn(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
