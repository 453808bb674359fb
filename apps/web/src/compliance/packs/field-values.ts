import { z } from "zod";

const Rule = z.record(z.string(), z.unknown());

/** What a field of a rule says, from the rule's own text; undefined where it has no such field. */
export function fieldValue(text: string | undefined, field: string): string | undefined {
  const rule = Rule.safeParse(jsonIn(text ?? ""));
  if (!rule.success) return undefined;
  const value = field
    .split(".")
    .reduce<unknown>((of, name) => Rule.safeParse(of).data?.[name], rule.data);
  return value === undefined ? undefined : readable(value);
}

/** Short lists as people write them, anything deeper as it stands in the pack. */
function readable(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) {
    return value.join(", ");
  }
  return JSON.stringify(value, null, 1).replaceAll(/\s*\n\s*/g, " ");
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: then there are no fields to set side by side, and the text itself is shown.
    return undefined;
  }
}
