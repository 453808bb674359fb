import { z } from "zod";

/** Short text of a step's settings. PostgreSQL stores neither a NUL nor half of a surrogate pair. */
export function plainText(max: number) {
  return z
    .string({ error: "Use text" })
    .max(max, { error: `Use at most ${max} characters` })
    .refine((text) => text.isWellFormed() && !text.includes("\0"), {
      error: "The text has a character that cannot be stored",
    });
}

/** The text in quotation marks, or what is missing. */
export function quoted(text: string, missing: string): string {
  return text.trim() === "" ? `(${missing})` : `“${text}”`;
}
