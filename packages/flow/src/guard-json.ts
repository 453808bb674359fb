import { pathText, type DocumentProblem } from "./document-problem.ts";

const MAX_DEPTH = 64;

/**
 * Finds what a schema walks past or chokes on: a `__proto__` key anywhere, numbers that are not finite, values that JSON
 * does not have, and nesting deep enough to exhaust the stack of a recursive parser. Iterative for that last reason.
 */
export function guardJson(value: unknown): DocumentProblem | undefined {
  const pending: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [
    { value, path: [] },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const problem = problemOf(next.value);
    if (problem !== undefined) return { path: pathText(next.path), message: problem };
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.path.length >= MAX_DEPTH) {
      return { path: pathText(next.path), message: `Nested deeper than ${MAX_DEPTH} levels` };
    }
    for (const [key, child] of Object.entries(next.value)) {
      const path = [...next.path, Array.isArray(next.value) ? Number(key) : key];
      if (key === "__proto__") {
        return { path: pathText(path), message: 'The name "__proto__" is reserved' };
      }
      pending.push({ value: child, path });
    }
  }
  return undefined;
}

function problemOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : "Not a finite number";
    case "object":
    case "string":
    case "boolean":
      return undefined;
    case "undefined":
    case "bigint":
    case "function":
    case "symbol":
      return `JSON has no ${typeof value}`;
  }
}
