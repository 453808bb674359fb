import { z } from "zod";

/** A whole number within bounds, whose refusal reads as a sentence. */
export function wholeNumber(min: number, max: number) {
  const error = `Use a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}
