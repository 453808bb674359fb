import { z } from "zod";

/** PostgreSQL can store neither a NUL nor half of a surrogate pair. */
export const StorableText = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes("\0"), {
    message: "The text has a character that cannot be stored.",
  });
