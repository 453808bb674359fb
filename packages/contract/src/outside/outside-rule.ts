import { z } from "zod";

/** A rule as another system is told of it. */
export const OutsideRule = z.strictObject({
  id: z.string(),
  words: z.string(),
  source: z.string().nullable(),
});
