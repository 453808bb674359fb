import type { z } from "zod";
import type { ReadSettings } from "./kind-definition.ts";

/** Reads settings by a schema; each problem names the field that it is about. */
export function readWith<Settings>(
  schema: z.ZodType<Settings>,
  given: unknown,
): ReadSettings<Settings> {
  const read = schema.safeParse(given);
  if (read.success) return { ok: true, settings: read.data };
  const problems = read.error.issues.map(({ path, message }) => ({
    path: path.map(String).join("."),
    message,
  }));
  return { ok: false, problems };
}
