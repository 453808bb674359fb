import { z } from "zod";

/** Where something stands in a provider's JSON: `$.messages[0].id`. Names and numbers only. */
export const JsonPath = z
  .string()
  .max(200)
  .regex(
    /^\$(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[\d{1,4}\])+$/u,
    "A path begins with $ and goes on with .name or [number], such as $.messages[0].id",
  );

/** Where a list stands; `$` alone where all of it is one. */
export const ListPath = z.union([z.literal("$"), JsonPath]);

/** What stands there, as text; undefined where nothing does, or more than one thing. */
export function readPath(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path);
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "boolean" ? String(found) : undefined;
}

/** The items of the list that stands there; undefined where none does. */
export function readList(value: unknown, path: string): readonly unknown[] | undefined {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : undefined;
}

function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const [, name, index] of path.matchAll(/\.([A-Za-z0-9_-]+)|\[(\d+)\]/gu)) {
    const key = name ?? index ?? "";
    // Own keys only: what every object inherits was not said by the provider.
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Object.entries(found).find(([each]) => each === key)?.[1];
  }
  return found;
}
